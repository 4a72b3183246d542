/** Cards for extensions without an account: what the buyer has, what is wanted, and when it starts. */
import type { PriceLine, StartChoice } from "../../api/prices.ts";
import { daysGivenUp, faultsAt } from "../../api/pricing.ts";
import { Button } from "../../components/Button.tsx";
import { Choice, SelectField, TextField } from "../../components/Field.tsx";
import { GiveUp } from "../../components/GiveUp.tsx";
import { findPlan, soldAsExtension } from "../../state/offer.ts";
import { control, extensionCard, type ExtensionCard } from "../../state/selection.ts";
import { buying, configure as t } from "../../text/en.ts";
import type { Desk } from "./Configure.tsx";
import { cardName } from "./faults.ts";
import { Periods, planChange, PlanOptions } from "./Installations.tsx";
import { Priced, faultOf } from "./Priced.tsx";

const ADD = "add-extension";

export function ExtensionSection({ desk, cards }: { desk: Desk; cards: ExtensionCard[] }) {
  const card = extensionCard(desk.selection);
  return (
    <section id="extend" aria-labelledby="extend-title">
      <h2 id="extend-title">{t.extendTitle}</h2>
      <p>{t.extendLead}</p>
      {cards.map((each) => (
        <Card key={each.key} desk={desk} card={each} />
      ))}
      <Button id={ADD} onClick={() => desk.add(card, control(card.key, "current_plan"))}>
        {cards.length ? t.addAnotherExtension : t.addExtension}
      </Button>
      <p class="small beneath">
        {t.legacy} <a href="/ask/?topic=agreement">{t.askUs}</a>
      </p>
    </section>
  );
}

function Card({ desk, card }: { desk: Desk; card: ExtensionCard }) {
  const { key } = card;
  const name = cardName(desk.selection, card);
  return (
    <fieldset class="card" id={key}>
      <legend>{name}</legend>
      <Has desk={desk} card={card} />
      <Wants desk={desk} card={card} />
      <Start desk={desk} card={card} />
      <Priced desk={desk} at={key} blank={t.extendSoon} />
      <TextField
        id={control(key, "reference")}
        label={buying.reference}
        hint={buying.referenceHint}
        optional={buying.referenceLater}
        maxLength={200}
        value={card.reference}
        onInput={({ currentTarget }) => desk.change(key, { reference: currentTarget.value })}
      />
      <Button kind="quiet" onClick={() => desk.remove(key, ADD)}>
        {t.remove(name)}
      </Button>
    </fieldset>
  );
}

function Has({ desk, card }: { desk: Desk; card: ExtensionCard }) {
  const { key } = card;
  const fault = faultOf(desk, key);
  const wanted = findPlan(desk.offer, card.plan);
  const choose = (current: string) => {
    const keeps = findPlan(desk.offer, current)?.family === wanted?.family;
    desk.change(key, { current, ...(keeps ? {} : { plan: "" }) });
  };
  return (
    <div class="pair">
      <SelectField
        id={control(key, "current_plan")}
        label={t.current}
        value={card.current}
        fault={fault("current_plan")}
        onChange={({ currentTarget }) => choose(currentTarget.value)}
      >
        <option value="">{t.chooseCurrent}</option>
        {desk.offer.families.map(({ id, name }) => (
          <optgroup key={id} label={name}>
            {desk.offer.plans
              .filter((plan) => plan.family === id && plan.extendable)
              .map((plan) => (
                <option key={plan.id} value={plan.id}>
                  {plan.name}
                </option>
              ))}
          </optgroup>
        ))}
      </SelectField>
      <TextField
        id={control(key, "last_covered_day")}
        label={t.day}
        hint={t.dayHint}
        type="date"
        class="day"
        value={card.lastCoveredDay}
        fault={fault("last_covered_day")}
        onInput={({ currentTarget }) => desk.change(key, { lastCoveredDay: currentTarget.value })}
      />
    </div>
  );
}

function Wants({ desk, card }: { desk: Desk; card: ExtensionCard }) {
  const { key } = card;
  const fault = faultOf(desk, key);
  const family = findPlan(desk.offer, card.current)?.family;
  return (
    <div class="pair uneven">
      <SelectField
        id={control(key, "plan")}
        label={t.wanted}
        value={card.plan}
        fault={fault("plan")}
        onChange={({ currentTarget }) => desk.change(key, planChange(desk.offer, card.periods, currentTarget.value))}
      >
        <option value="">{card.current ? t.choosePlan : t.wantedFirst}</option>
        {card.current || card.plan ? <PlanOptions offer={desk.offer} sold={soldAsExtension} family={family} /> : null}
      </SelectField>
      <Periods desk={desk} at={key} plan={card.plan} periods={card.periods} fault={fault("periods")} />
    </div>
  );
}

/** The starts that are open, in the server's words; days given up are confirmed by their number. */
function Start({ desk, card }: { desk: Desk; card: ExtensionCard }) {
  const { key } = card;
  const refused = faultsAt(desk.prices.answer.faults, key);
  if (refused.some(({ rule }) => rule === "extension-too-early")) {
    return lower(desk, card) ? null : <Again label={t.startToday} click={() => desk.change(key, { start: "today", confirmed: null })} />;
  }
  const fault = refused.find(({ field }) => field === "start");
  if (fault) {
    return (
      <div class="field faulty" id={control(key, "start")} tabIndex={-1}>
        <span class="fault">{fault.text}</span>
        <Again label={t.startAgain} click={() => desk.change(key, { start: null, confirmed: null }, control(key, "last_covered_day"))} />
      </div>
    );
  }
  const line = desk.prices.last.priced[key]?.[0];
  const same = desk.prices.answer.priced[key] !== undefined || line?.start_choices.some(({ id }) => id === card.start);
  return line && same ? <Choices desk={desk} card={card} line={line} /> : null;
}

/** A lower plan starts only when the current term ends (R11). */
function lower({ offer }: Desk, { current, plan }: ExtensionCard): boolean {
  const [has, wants] = [findPlan(offer, current), findPlan(offer, plan)];
  return has !== undefined && wants !== undefined && wants.rank < has.rank;
}

function Again({ label, click }: { label: string; click: () => void }) {
  return (
    <p>
      <Button onClick={click}>{label}</Button>
    </p>
  );
}

function Choices({ desk, card, line }: { desk: Desk; card: ExtensionCard; line: PriceLine }) {
  const { key } = card;
  const days = daysGivenUp(desk.prices.answer, key);
  const confirmed = control(key, "confirmed_days_given_up");
  const chosen = card.start ?? line.start;
  return (
    <fieldset class="starts" id={control(key, "start")}>
      <legend>{t.startTitle}</legend>
      {line.start_choices.map((choice) => (
        <Choice
          key={choice.id}
          type="radio"
          name={control(key, "start")}
          value={choice.id}
          checked={choice.id === chosen}
          label={<StartWords choice={choice} />}
          onChange={() => desk.change(key, { start: choice.id, confirmed: null })}
        />
      ))}
      {days > 0 && (
        <GiveUp
          id={confirmed}
          days={days}
          checked={card.confirmed === days}
          fault={desk.faults.find(({ field }) => field === confirmed)?.beside}
          agree={(agreed) => desk.change(key, { confirmed: agreed ? days : null })}
        />
      )}
    </fieldset>
  );
}

function StartWords({ choice }: { choice: StartChoice }) {
  return (
    <>
      <strong>{t.starts[choice.id]}</strong> <br />
      <span class="small">{choice.explanation}</span>
    </>
  );
}
