/** How one installation goes on: its plan, when the new term starts, and for how long. */
import type { ExtensionChoice, Options } from "../../api/options.ts";
import { Choice } from "../../components/Field.tsx";
import { GiveUp } from "../../components/GiveUp.tsx";
import { OpenOrders } from "../../components/OpenOrders.tsx";
import { Money } from "../../components/Small.tsx";
import { formatDate } from "../../lib/dates.ts";
import { formatPrice } from "../../lib/money.ts";
import { beginningOf, beginningsOf, periodsOf, plansOf, type Wish } from "../../state/extension.ts";
import { extend as t } from "../../text/en.ts";
import { hasEnded, Now, suspension } from "./Now.tsx";

export interface Choosing {
  options: Options;
  /** The plan that is looked at, also before a start of it is chosen; null where none is. */
  plan: string | null;
  /** Null where nothing is chosen, or open. */
  choice: ExtensionChoice | null;
  wish: (wish: Partial<Wish>) => void;
  /** The number of days that the buyer agreed to give up. */
  confirmed: number | null;
  confirm: (days: number | null) => void;
  /** What is missing at the checkbox that gives days up. */
  fault: string | undefined;
}

export const giveUpControl = (installation: string): string => `give-up-${installation}`;
export const planControl = (installation: string): string => `plan-${installation}`;

export function Chooser(props: Choosing) {
  const { options, plan, choice } = props;
  const open = options.choices.length > 0;
  return (
    <>
      <Now options={options} />
      <OpenOrders orders={options.open_orders} />
      {!open && !suspension(options) && <NothingOpen />}
      {open && !choice && <p>{t.nothingChosen}</p>}
      {open && <PlanField {...props} />}
      {plan && <StartField {...props} plan={plan} />}
      {choice && <PeriodField {...props} choice={choice} />}
      {!suspension(options) && <Refused options={options} />}
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

/** Another plan keeps the start that was chosen, where it is open for that one too. */
function PlanField({ options, plan: chosen, choice, wish }: Choosing) {
  const over = hasEnded(options);
  return (
    <fieldset class="starts">
      <legend>{t.planTitle}</legend>
      {plansOf(options).map(({ plan, name, relation, choice: one }, index) => (
        <Choice
          key={plan}
          {...(index === 0 ? { id: planControl(options.id) } : {})}
          type="radio"
          name={`plan-${options.id}`}
          value={plan}
          checked={plan === chosen}
          label={<Words name={name} more={`${t.relation(relation, over)}, ${t.planPrice(formatPrice(one.unit_price))}`} />}
          onChange={() => wish({ plan, beginning: choice && beginningOf(choice) })}
        />
      ))}
    </fieldset>
  );
}

function StartField({ options, plan, choice, wish, confirmed, confirm, fault }: Choosing & { plan: string }) {
  const { id } = options;
  const days = choice?.days_given_up ?? 0;
  return (
    <fieldset class="starts">
      <legend>{t.beginningTitle}</legend>
      {beginningsOf(options, plan, choice?.periods ?? 1).map((each) => (
        <Choice
          key={beginningOf(each)}
          type="radio"
          name={`start-${id}`}
          value={beginningOf(each)}
          checked={choice !== null && beginningOf(each) === beginningOf(choice)}
          label={<Words name={t.beginnings[beginningOf(each)]} more={each.explanation} />}
          onChange={() => wish({ plan, beginning: beginningOf(each) })}
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
  );
}

function PeriodField({ options, choice, wish }: Choosing & { choice: ExtensionChoice }) {
  const { plan, periods: chosen } = choice;
  const beginning = beginningOf(choice);
  return (
    <fieldset class="starts">
      <legend>{t.periodsTitle}</legend>
      {periodsOf(options, plan, beginning).map(({ periods, last_covered_day, total }) => (
        <Choice
          key={periods}
          type="radio"
          name={`periods-${options.id}`}
          value={String(periods)}
          checked={periods === chosen}
          label={
            <>
              {t.periods(periods, formatDate(last_covered_day))}, <Money of={total} />
            </>
          }
          onChange={() => wish({ plan, beginning, periods })}
        />
      ))}
    </fieldset>
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
