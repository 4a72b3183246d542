/** How one installation goes on: its plan, when the new term starts, and for how long. */
import type { ExtensionChoice, Options } from "../../api/options.ts";
import { Choice } from "../../components/Field.tsx";
import { GiveUp } from "../../components/GiveUp.tsx";
import { Money } from "../../components/Small.tsx";
import { formatDate } from "../../lib/dates.ts";
import { formatPrice } from "../../lib/money.ts";
import { beginningOf, beginningsOf, periodsOf, plansOf, type Wish } from "../../state/extension.ts";
import { extend as t } from "../../text/en.ts";

export interface Choosing {
  options: Options;
  /** Null where nothing is open. */
  choice: ExtensionChoice | null;
  wish: (wish: Partial<Wish>) => void;
  /** The number of days that the buyer agreed to give up. */
  confirmed: number | null;
  confirm: (days: number | null) => void;
  /** What is missing at the checkbox that gives days up. */
  fault: string | undefined;
}

export const giveUpControl = (installation: string): string => `give-up-${installation}`;

export function Chooser(props: Choosing) {
  const { options, choice } = props;
  return (
    <>
      <Now options={options} />
      {choice ? <Fields {...props} choice={choice} /> : <NothingOpen />}
      <Refused options={options} />
    </>
  );
}

function Now({ options: { current, queued, opens_on, today } }: { options: Options }) {
  const over = current && current.last_covered_day < today;
  return (
    <>
      <p>
        {!current && t.currentlyNone}
        {current && over && t.currentlyOver(current.plan_name, formatDate(current.last_covered_day))}
        {current && !over && t.currently(current.plan_name, formatDate(current.start), formatDate(current.last_covered_day))}{" "}
        {queued.map(({ plan_name, start, last_covered_day }) => (
          <span key={start}>{t.queued(plan_name, formatDate(start), formatDate(last_covered_day))} </span>
        ))}
      </p>
      {opens_on && opens_on > today && <p>{t.opensOn(formatDate(opens_on))}</p>}
    </>
  );
}

function NothingOpen() {
  return (
    <p class="note warn">
      {t.nothingOpen} <a href="/ask/?topic=agreement">{t.askUs}</a>
    </p>
  );
}

function Fields({ options, choice, wish, confirmed, confirm, fault }: Choosing & { choice: ExtensionChoice }) {
  const { id } = options;
  const beginning = beginningOf(choice);
  const days = choice.days_given_up;
  return (
    <>
      <fieldset class="starts">
        <legend>{t.planTitle}</legend>
        {plansOf(options).map(({ plan, name, relation, choice: one }) => (
          <Choice
            key={plan}
            type="radio"
            name={`plan-${id}`}
            value={plan}
            checked={plan === choice.plan}
            label={<Words name={name} more={`${t.relation[relation]}, ${t.planPrice(formatPrice(one.unit_price))}`} />}
            onChange={() => wish({ plan })}
          />
        ))}
      </fieldset>
      <fieldset class="starts">
        <legend>{t.beginningTitle}</legend>
        {beginningsOf(options, choice.plan, choice.periods).map((each) => (
          <Choice
            key={beginningOf(each)}
            type="radio"
            name={`start-${id}`}
            value={beginningOf(each)}
            checked={beginningOf(each) === beginning}
            label={<Words name={t.beginnings[beginningOf(each)]} more={each.explanation} />}
            onChange={() => wish({ plan: choice.plan, beginning: beginningOf(each) })}
          />
        ))}
        {days > 0 && (
          <GiveUp
            id={giveUpControl(id)}
            days={days}
            checked={confirmed === days}
            fault={fault}
            agree={(agreed) => confirm(agreed ? days : null)}
          />
        )}
      </fieldset>
      <fieldset class="starts">
        <legend>{t.periodsTitle}</legend>
        {periodsOf(options, choice.plan, beginning).map((each) => (
          <Choice
            key={each.periods}
            type="radio"
            name={`periods-${id}`}
            value={String(each.periods)}
            checked={each.periods === choice.periods}
            label={
              <>
                {t.periods(each.periods, formatDate(each.last_covered_day))}, <Money of={each.total} />
              </>
            }
            onChange={() => wish({ plan: choice.plan, beginning, periods: each.periods })}
          />
        ))}
      </fieldset>
    </>
  );
}

function Words({ name, more }: { name: string; more: string }) {
  return (
    <>
      <strong>{name}</strong> <br />
      <span class="small">{more}</span>
    </>
  );
}

function Refused({ options: { refused } }: { options: Options }) {
  if (refused.length === 0) return null;
  return (
    <details>
      <summary>{t.refusedTitle}</summary>
      <ul>
        {refused.map(({ plan, plan_name, detail }) => (
          <li key={plan}>{t.refused(plan_name, detail)}</li>
        ))}
      </ul>
    </details>
  );
}
