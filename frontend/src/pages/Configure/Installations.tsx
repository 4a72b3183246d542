/** Cards for new installations, and the plans that are not sold. */
import { Button } from "../../components/Button.tsx";
import { SelectField } from "../../components/Field.tsx";
import { formatPrice } from "../../lib/money.ts";
import { findPlan, mostPeriods, type Offer, type OfferedPlan, planName, soldAsExtension, soldNew } from "../../state/offer.ts";
import { control, newCard, type NewCard } from "../../state/selection.ts";
import { configure as t } from "../../text/en.ts";
import type { Desk } from "./Configure.tsx";
import { cardName } from "./faults.ts";
import { Priced, faultOf } from "./Priced.tsx";

const ADD = "add-installation";

export function InstallationSection({ desk, cards }: { desk: Desk; cards: NewCard[] }) {
  const card = newCard(desk.selection);
  return (
    <section aria-labelledby="new-title">
      <h2 id="new-title">{t.newTitle}</h2>
      <p>{t.newLead}</p>
      {cards.map((each) => (
        <InstallationCard key={each.key} desk={desk} card={each} />
      ))}
      <Button id={ADD} onClick={() => desk.add(card, control(card.key, "plan"))}>
        {cards.length ? t.addAnother : t.addNew}
      </Button>
    </section>
  );
}

function InstallationCard({ desk, card }: { desk: Desk; card: NewCard }) {
  const { offer } = desk;
  const name = cardName(desk.selection, card);
  const fault = faultOf(desk, card.key);
  return (
    <fieldset class="card" id={card.key}>
      <legend>{name}</legend>
      <div class="pair uneven">
        <SelectField
          id={control(card.key, "plan")}
          label={t.plan}
          value={card.plan}
          fault={fault("plan")}
          onChange={({ currentTarget }) => desk.change(card.key, planChange(offer, card.periods, currentTarget.value))}
        >
          <option value="">{t.choosePlan}</option>
          <PlanOptions offer={offer} sold={soldNew} />
        </SelectField>
        <Periods desk={desk} at={card.key} plan={card.plan} periods={card.periods} fault={fault("periods")} />
      </div>
      <Priced desk={desk} at={card.key} blank={t.priceSoon} />
      <Button kind="quiet" onClick={() => desk.remove(card.key, ADD)}>
        {t.remove(name)}
      </Button>
    </fieldset>
  );
}

/** Another plan may allow fewer terms than were chosen. */
export function planChange(offer: Offer, periods: number, plan: string): { plan: string; periods: number } {
  return { plan, periods: Math.min(periods, mostPeriods(offer, findPlan(offer, plan))) };
}

/** Every plan that passes, under its family, with its price. */
export function PlanOptions({ offer, sold, family }: { offer: Offer; sold: (plan: OfferedPlan) => boolean; family?: string | undefined }) {
  return (
    <>
      {offer.families
        .filter(({ id }) => !family || id === family)
        .map(({ id, name }) => (
          <optgroup key={id} label={name}>
            {offer.plans
              .filter((plan) => plan.family === id && sold(plan))
              .map((plan) => (
                <option key={plan.id} value={plan.id}>
                  {plan.price ? t.planOption(plan.name, formatPrice(plan.price), plan.months) : plan.name}
                </option>
              ))}
          </optgroup>
        ))}
    </>
  );
}

interface PeriodsProps {
  desk: Desk;
  at: string;
  plan: string;
  periods: number;
  fault: string | undefined;
}

export function Periods({ desk, at, plan, periods, fault }: PeriodsProps) {
  const chosen = findPlan(desk.offer, plan);
  const counts = Array.from({ length: mostPeriods(desk.offer, chosen) }, (_, index) => index + 1);
  return (
    <SelectField
      id={control(at, "periods")}
      label={t.periods}
      value={String(periods)}
      fault={fault}
      onChange={({ currentTarget }) => desk.change(at, { periods: Number(currentTarget.value) })}
    >
      {counts.map((count) => (
        <option key={count} value={String(count)}>
          {t.periodsOption(count, chosen?.months ?? null)}
        </option>
      ))}
    </SelectField>
  );
}

export function UnsoldPlans({ offer }: { offer: Offer }) {
  const plans = offer.plans.filter((plan) => !soldNew(plan) && !soldAsExtension(plan));
  if (plans.length === 0) return null;
  return (
    <details class="unsold">
      <summary>{t.unsoldTitle}</summary>
      <ul>
        {plans.map(({ id, reason }) => (
          <li key={id}>
            <strong>{planName(offer, id)}</strong> <span>{reason}</span> <a href={`/ask/?plan=${id}`}>{t.askAbout(planName(offer, id))}</a>
          </li>
        ))}
      </ul>
    </details>
  );
}
