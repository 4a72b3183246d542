/** What keeps a selection from checkout, told at the control that mends it. */
import type { Answer } from "../../api/pricing.ts";
import type { FieldFault } from "../../components/ErrorSummary.tsx";
import { unconfirmed } from "../../components/GiveUp.tsx";
import type { Offer } from "../../state/offer.ts";
import { cardsOf, control, incidentPlace, type PlanCard, readUnits, type Selection } from "../../state/selection.ts";
import { configure as t } from "../../text/en.ts";

/** The name of a card by its place among its kind: `Installation 2`. */
export function cardName(selection: Selection, { kind, key }: PlanCard): string {
  const number = cardsOf(selection, kind).findIndex((card) => card.key === key) + 1;
  return kind === "extension" ? t.extendLegend(number) : t.newLegend(number);
}

/** Everything to mend before checkout: blanks, what the server refused, and days not yet given up knowingly. */
export function obstacles(selection: Selection, offer: Offer, answer: Answer): FieldFault[] {
  const blanks = selection.cards.flatMap((card) => blanksOf(card, cardName(selection, card)));
  const refused = answer.faults.map(({ at, field, text }) => ({ field: control(at, field), text }));
  const found = [...blanks, ...wrongUnits(selection, offer), ...refused, ...unconfirmed(selection, answer)];
  const chosen = selection.cards.length > 0 || offer.incidents.some(({ id }) => selection.units[id]?.trim());
  return chosen ? found : [{ field: null, text: t.selectFirst }];
}

export function wrongUnits(selection: Selection, offer: Offer): FieldFault[] {
  return offer.incidents
    .filter(({ id }) => readUnits(selection.units[id] ?? "") === null)
    .map(({ id, name }) => ({ field: control(incidentPlace(id), "units"), text: t.needUnits(name) }));
}

function blanksOf(card: PlanCard, name: string): FieldFault[] {
  const blank = (field: string, value: string, text: string) => (value ? [] : [{ field: control(card.key, field), text }]);
  if (card.kind === "new_installation") return blank("plan", card.plan, t.needPlan(name));
  return [
    ...blank("current_plan", card.current, t.needCurrent(name)),
    ...blank("last_covered_day", card.lastCoveredDay, t.needDay(name)),
    ...blank("plan", card.plan, t.needWanted(name)),
  ];
}
