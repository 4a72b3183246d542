/** How one installation goes on: its plan, when the new term starts, and for how long. */
import type { ExtensionChoice, Options } from "../../api/options.ts";
import { Choice } from "../../components/Field.tsx";
import { GiveUp } from "../../components/GiveUp.tsx";
import { OpenOrders } from "../../components/OpenOrders.tsx";
import { Money } from "../../components/Small.tsx";
import { formatDate } from "../../lib/dates.ts";
import { formatMoney, formatPrice } from "../../lib/money.ts";
import { beginningOf, beginningsShown, choiceFor, periodsOf, type PlanOffer, plansOf, type Wish } from "../../state/extension.ts";
import { findPlan, type Offer } from "../../state/offer.ts";
import { extend as t } from "../../text/en.ts";
import { hasEnded, Now, suspension } from "./Now.tsx";

export interface Choosing {
  offer: Offer;
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
function PlanField({ offer, options, plan: chosen, choice, wish }: Choosing) {
  return (
    <fieldset class="starts">
      <legend>{t.planTitle}</legend>
      {plansOf(options).map(({ plan, name, ...rest }, index) => (
        <Choice
          key={plan}
          {...(index === 0 ? { id: planControl(options.id) } : {})}
          type="radio"
          name={`plan-${options.id}`}
          value={plan}
          checked={plan === chosen}
          label={<Words name={name} more={planTold({ plan, name, ...rest }, { offer, options, choice })} />}
          onChange={() => wish({ plan, beginning: choice && beginningOf(choice) })}
        />
      ))}
    </fieldset>
  );
}

/** One term of a plan, begun as it is chosen; the days are told where it begins without giving any up. */
function planTold({ plan, relation, choice: first }: PlanOffer, { offer, options, choice }: Pick<Choosing, "offer" | "options" | "choice">): string {
  const dated = choiceFor(options, { plan, beginning: choice && beginningOf(choice), periods: 1 });
  const { unit_price, price_per_day, credit } = dated ?? first;
  return t.planTold({
    relation: t.relation(relation, hasEnded(options)),
    months: findPlan(offer, plan)?.months ?? null,
    price: formatPrice(unit_price),
    perDay: t.perDayShort(formatMoney(price_per_day), credit !== null),
    days: dated && dated.periods === 1 ? t.span(formatDate(dated.starts_on), formatDate(dated.last_covered_day)) : null,
  });
}

function StartField({ options, plan, choice, wish, confirmed, confirm, fault }: Choosing & { plan: string }) {
  const { id } = options;
  const days = choice?.days_given_up ?? 0;
  return (
    <fieldset class="starts">
      <legend>{t.beginningTitle}</legend>
      {beginningsShown(options, plan, choice).map((each) => (
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

function PeriodField({ offer, options, choice, wish }: Choosing & { choice: ExtensionChoice }) {
  const { plan, periods: chosen } = choice;
  const beginning = beginningOf(choice);
  const months = findPlan(offer, plan)?.months ?? null;
  return (
    <fieldset class="starts">
      <legend>{t.periodsTitle}</legend>
      {periodsOf(options, plan, beginning).map(({ periods, starts_on, last_covered_day, total, price_per_day, credit }) => (
        <Choice
          key={periods}
          type="radio"
          name={`periods-${options.id}`}
          value={String(periods)}
          checked={periods === chosen}
          label={
            <>
              {t.periods(periods, months, formatDate(last_covered_day))}, <Money of={total} />
              <br />
              <span class="small">
                {t.from(formatDate(starts_on))}, {t.perDayShort(formatMoney(price_per_day), credit !== null)}
              </span>
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
