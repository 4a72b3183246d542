/** The controls of a line by its kind. */
import type { ComponentChildren } from "preact";
import type { StartId } from "../../../api/prices.ts";
import { Choice, SelectField, TextField } from "../../../components/Field.tsx";
import { type DraftLine, lineControl } from "../../../state/draft.ts";
import { findPlan, mostPeriods, type Offer, type OfferedPlan, soldAsExtension, soldNew } from "../../../state/offer.ts";
import { STARTS } from "../../../state/starts.ts";
import { configure, deskQuotes as t } from "../../../text/en.ts";
import { formatPrice } from "../../../lib/money.ts";
import type { Editing } from "./Lines.tsx";

interface Props {
  line: DraftLine;
  editing: Editing;
}

export function KindFields(props: Props) {
  switch (props.line.kind) {
    case "new_installation":
      return <NewFields {...props} />;
    case "extension":
      return <StatedFields {...props} />;
    case "installation_extension":
    case "upgrade":
      return <KnownFields {...props} />;
    case "incidents":
      return <IncidentFields {...props} />;
  }
}

function NewFields({ line, editing }: Props) {
  return (
    <>
      <PlanAndPeriods line={line} editing={editing} sold={soldNew} />
      <Naming line={line} editing={editing} />
    </>
  );
}

function StatedFields({ line, editing }: Props) {
  const { offer, changeLine, faultOf } = editing;
  const { key, current, lastCoveredDay } = line;
  return (
    <>
      <div class="pair">
        <SelectField
          id={lineControl(key, "current_plan")}
          label={t.current}
          value={current}
          fault={faultOf(lineControl(key, "current_plan"))}
          onChange={({ currentTarget }) => changeLine(key, { current: currentTarget.value })}
        >
          <option value="">{t.chooseCurrent}</option>
          <Plans offer={offer} shown={({ extendable }) => extendable} priced={false} />
        </SelectField>
        <TextField
          id={lineControl(key, "last_covered_day")}
          label={t.day}
          hint={t.dayHint}
          type="date"
          class="day"
          value={lastCoveredDay}
          fault={faultOf(lineControl(key, "last_covered_day"))}
          onInput={({ currentTarget }) => changeLine(key, { lastCoveredDay: currentTarget.value })}
        />
      </div>
      <PlanAndPeriods line={line} editing={editing} sold={soldAsExtension} family={findPlan(offer, current)?.family} />
      <Start line={line} editing={editing} />
      <Naming line={line} editing={editing} />
    </>
  );
}

/** For an installation of the chosen customer. */
function KnownFields({ line, editing }: Props) {
  const { file, changeLine, faultOf } = editing;
  const { key, kind, installation, keepsEnd } = line;
  const family = file?.installations.find(({ id }) => id === installation)?.family;
  return (
    <>
      <SelectField
        id={lineControl(key, "installation_id")}
        label={t.installation}
        value={installation}
        fault={faultOf(lineControl(key, "installation_id"))}
        onChange={({ currentTarget }) => changeLine(key, { installation: currentTarget.value, plan: "" })}
      >
        <option value="">{t.chooseInstallation}</option>
        {file?.installations.map(({ id, label, reference }) => (
          <option key={id} value={id}>
            {t.installationOption(label ?? "", reference)}
          </option>
        ))}
      </SelectField>
      {kind === "upgrade" ? (
        <>
          <PlanField line={line} editing={editing} sold={soldAsExtension} family={family} />
          <Choice
            id={lineControl(key, "keeps_end")}
            label={
              <>
                {t.keepsEnd} <br />
                <span class="small soft">{t.keepsEndHint}</span>
              </>
            }
            checked={keepsEnd}
            onChange={({ currentTarget }) => changeLine(key, { keepsEnd: currentTarget.checked })}
          />
        </>
      ) : (
        <>
          <PlanAndPeriods line={line} editing={editing} sold={soldAsExtension} family={family} />
          <Start line={line} editing={editing} />
        </>
      )}
    </>
  );
}

function IncidentFields({ line, editing: { offer, changeLine, faultOf } }: Props) {
  const { key, level, units } = line;
  return (
    <div class="pair">
      <SelectField
        id={lineControl(key, "level")}
        label={t.level}
        value={level}
        fault={faultOf(lineControl(key, "level"))}
        onChange={({ currentTarget }) => changeLine(key, { level: currentTarget.value })}
      >
        <option value="">{t.chooseLevel}</option>
        {offer.incidents.map(({ id, name, price }) => (
          <option key={id} value={id}>
            {price ? configure.planOption(name, formatPrice(price), null) : name}
          </option>
        ))}
      </SelectField>
      <TextField
        id={lineControl(key, "units")}
        label={t.units}
        class="short"
        inputMode="numeric"
        maxLength={9}
        value={units}
        fault={faultOf(lineControl(key, "units"))}
        onInput={({ currentTarget }) => changeLine(key, { units: currentTarget.value })}
      />
    </div>
  );
}

interface PlanProps extends Props {
  sold: (plan: OfferedPlan) => boolean;
  family?: string | undefined;
}

function PlanAndPeriods(props: PlanProps) {
  const { line, editing } = props;
  const { key, plan, periods } = line;
  const chosen = findPlan(editing.offer, plan);
  return (
    <div class="pair uneven">
      <PlanField {...props} />
      <SelectField
        id={lineControl(key, "periods")}
        label={t.periods}
        value={String(periods)}
        fault={editing.faultOf(lineControl(key, "periods"))}
        onChange={({ currentTarget }) => editing.changeLine(key, { periods: Number(currentTarget.value) })}
      >
        {Array.from({ length: mostPeriods(editing.offer, chosen) }, (_, index) => index + 1).map((count) => (
          <option key={count} value={String(count)}>
            {configure.periodsOption(count, chosen?.months ?? null)}
          </option>
        ))}
      </SelectField>
    </div>
  );
}

function PlanField({ line: { key, plan, periods }, editing: { offer, changeLine, faultOf }, sold, family }: PlanProps) {
  const choose = (id: string) => changeLine(key, { plan: id, periods: Math.min(periods, mostPeriods(offer, findPlan(offer, id))) });
  return (
    <SelectField
      id={lineControl(key, "plan")}
      label={t.plan}
      value={plan}
      fault={faultOf(lineControl(key, "plan"))}
      onChange={({ currentTarget }) => choose(currentTarget.value)}
    >
      <option value="">{t.choosePlan}</option>
      <Plans offer={offer} shown={(each) => sold(each) && (!family || each.family === family)} priced />
    </SelectField>
  );
}

function Plans({ offer, shown, priced }: { offer: Offer; shown: (plan: OfferedPlan) => boolean; priced: boolean }) {
  return (
    <>
      {offer.families.map(({ id, name }) => {
        const plans = offer.plans.filter((plan) => plan.family === id && shown(plan));
        if (plans.length === 0) return null;
        return (
          <optgroup key={id} label={name}>
            {plans.map((plan) => (
              <option key={plan.id} value={plan.id}>
                {priced && plan.price ? configure.planOption(plan.name, formatPrice(plan.price), plan.months) : plan.name}
              </option>
            ))}
          </optgroup>
        );
      })}
    </>
  );
}

function Start({ line: { key, start }, editing: { changeLine, faultOf } }: Props) {
  return (
    <SelectField
      id={lineControl(key, "start")}
      label={t.start}
      value={start ?? "first"}
      fault={faultOf(lineControl(key, "start"))}
      onChange={({ currentTarget: { value } }) => changeLine(key, { start: value === "first" ? null : (value as StartId) })}
    >
      {(["first", ...STARTS] as const).map((each) => (
        <option key={each} value={each}>
          {t.starts[each]}
        </option>
      ))}
    </SelectField>
  );
}

function Naming({ line: { key, reference, label }, editing: { changeLine, faultOf } }: Props): ComponentChildren {
  return (
    <div class="pair">
      <TextField
        id={lineControl(key, "reference")}
        label={t.reference}
        optional
        maxLength={120}
        autocomplete="off"
        value={reference}
        fault={faultOf(lineControl(key, "reference"))}
        onInput={({ currentTarget }) => changeLine(key, { reference: currentTarget.value })}
      />
      <TextField
        id={lineControl(key, "label")}
        label={t.label}
        optional
        maxLength={120}
        autocomplete="off"
        value={label}
        fault={faultOf(lineControl(key, "label"))}
        onInput={({ currentTarget }) => changeLine(key, { label: currentTarget.value })}
      />
    </div>
  );
}
