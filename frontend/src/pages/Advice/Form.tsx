/** The form "help me choose": four questions at most, and what can be told in more detail. */
import { useState } from "preact/hooks";
import { Button } from "../../components/Button.tsx";
import { ErrorSummary, type FieldFault } from "../../components/ErrorSummary.tsx";
import { SelectField, TextField } from "../../components/Field.tsx";
import { type AdviceFacts, findFamily } from "../../state/adviceFacts.ts";
import { type Count, type Draft, MOST_POOLS, USUAL_QUARTERS, type Way, withFamily } from "../../state/adviceForm.ts";
import { inAnotherWay } from "../../state/adviceWays.ts";
import type { Pool } from "../../api/catalogue.ts";
import { advice as t } from "../../text/en.ts";
import { Advanced } from "./Advanced.tsx";
import { Examples } from "./Examples.tsx";
import { LengthField } from "./LengthField.tsx";
import { Needs } from "./Needs.tsx";
import { countId, FAMILY } from "./question.ts";

/** What every part of the form needs. */
export interface FormProps {
  facts: AdviceFacts;
  draft: Draft;
  change: (change: Partial<Draft>) => void;
  /** Tell the requests in another way. */
  turn: (way: Way) => void;
  /** What became of them when the way was changed last. */
  took: string;
  faultOf: (id: string) => string | undefined;
  /** True where anything is wrong. */
  faulty: boolean;
}

interface Props {
  facts: AdviceFacts;
  draft: Draft;
  faults: FieldFault[];
  /** True while they are those of the address that was opened. */
  opened: boolean;
  /** True where the address names the family, so that it need not be asked for. */
  familyKnown: boolean;
  /** True once an answer is shown: then the way on is there, and not here. */
  answered: boolean;
  show: (draft: Draft) => void;
  ask: () => void;
  /** Tell the requests by a file instead. */
  takeFile: () => void;
  /** The day the reader lives in. */
  today: string;
}

export function Form({ facts, draft, faults, opened, familyKnown, answered, show, ask, takeFile, today }: Props) {
  const [took, setTook] = useState("");
  const faultOf = (id: string) => faults.find(({ field }) => field === id)?.text;
  const turn = (way: Way) => {
    const turned = inAnotherWay(draft, way, facts, today);
    setTook(turned.took ? t.took[turned.took](t.ways[draft.way]) : "");
    show(turned.draft);
  };
  const form: FormProps = { facts, draft, faultOf, faulty: faults.length > 0, turn, took, change: (change) => show({ ...draft, ...change }) };
  const submit = (event: Event) => {
    event.preventDefault();
    ask();
  };
  return (
    <form class="scripted" noValidate onSubmit={submit}>
      {opened ? (
        <ErrorSummary faults={faults} title={t.linkFaultsTitle}>
          <p>{t.linkWaits}</p>
        </ErrorSummary>
      ) : (
        <ErrorSummary faults={faults} />
      )}
      {familyKnown ? (
        <p class="asking">
          {t.forFamily(findFamily(facts, draft.family)?.name ?? draft.family)} <a href="/advice/">{t.otherFamily}</a>
        </p>
      ) : (
        <FamilyQuestion {...form} choose={(family) => show(withFamily(draft, family, facts))} />
      )}
      {draft.way === "short" ? (
        <>
          {facts.pools.slice(0, MOST_POOLS).map((pool) => (
            <CountQuestion key={pool.id} form={form} pool={pool} />
          ))}
        </>
      ) : (
        <p class="note">
          {t.toldBelow[draft.way]}{" "}
          <Button kind="quiet" onClick={() => turn("short")}>
            {t.backToShort}
          </Button>
        </p>
      )}
      <Needs {...form} />
      <Advanced {...form} />
      {draft.way === "short" && (
        <p>
          <Button
            kind="quiet"
            onClick={() => {
              setTook("");
              takeFile();
            }}
          >
            {t.haveFile}
          </Button>
        </p>
      )}
      {draft.way !== "file" && (
        <div class="actions">
          <Button type="submit" kind={answered ? "secondary" : "primary"}>
            {answered ? t.askAgain : t.ask}
          </Button>
        </div>
      )}
    </form>
  );
}

function FamilyQuestion({ facts, draft, faultOf, choose }: FormProps & { choose: (family: string) => void }) {
  return (
    <SelectField
      id={FAMILY}
      label={t.familyQuestion}
      hint={t.familyHint}
      fault={faultOf(FAMILY)}
      value={draft.family}
      onChange={({ currentTarget }) => choose(currentTarget.value)}
    >
      <option value="">{t.chooseFamily}</option>
      {facts.families.map(({ id, name }) => (
        <option key={id} value={id}>
          {name}
        </option>
      ))}
    </SelectField>
  );
}

const BLANK: Count = { count: "", per: "year", quarters: USUAL_QUARTERS };

function CountQuestion({ form, pool }: { form: FormProps; pool: Pool }) {
  const { draft, facts, faultOf, change } = form;
  const count = draft.counts[pool.id] ?? BLANK;
  const put = (part: Partial<Count>) => change({ counts: { ...draft.counts, [pool.id]: { ...count, ...part } } });
  const id = countId(pool.id);
  return (
    <fieldset class="asking">
      <legend>{t.countQuestion(pool.name)}</legend>
      <Examples levels={facts.levels.filter(({ id: level }) => pool.levels.includes(level))} />
      <div class="counting">
        <TextField
          id={id}
          label={
            <>
              {t.requests} <span class="unseen">{t.ofPool(pool.name)}</span>
            </>
          }
          fault={faultOf(id)}
          inputMode="numeric"
          optional={t.zeroIfNone}
          value={count.count}
          onInput={({ currentTarget }) => put({ count: currentTarget.value })}
        />
        <SelectField id={`${id}-per`} label={t.per} value={count.per} onChange={({ currentTarget }) => put({ per: currentTarget.value === "month" ? "month" : "year" })}>
          <option value="year">{t.perYear}</option>
          <option value="month">{t.perMonth}</option>
        </SelectField>
        <LengthField id={`${id}-length`} label={t.length} quarters={count.quarters} choose={(quarters) => put({ quarters })} />
      </div>
    </fieldset>
  );
}
