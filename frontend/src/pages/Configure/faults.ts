/** What keeps a selection from checkout, told at the control that mends it. */
import type { Answer } from "../../api/pricing.ts";
import type { FieldFault } from "../../components/ErrorSummary.tsx";
import { unconfirmed } from "../../components/GiveUp.tsx";
import type { Offer } from "../../state/offer.ts";
import { askedUnits, cardsOf, control, incidentPlace, type PlanCard, type Selection } from "../../state/selection.ts";
import { configure as t } from "../../text/en.ts";

/** The name of a card by its place among its kind: `Installation 2`. */
export function cardName(selection: Selection, { kind, key }: PlanCard): string {
  const number = cardsOf(selection, kind).findIndex((card) => card.key === key) + 1;
  return kind === "extension" ? t.extendLegend(number) : t.newLegend(number);
}

/** A fault with the words that stand beside its control, where the card's name is plain to see. */
export interface Obstacle extends FieldFault {
  beside: string;
}

/** Everything to mend before checkout: blanks, what the server refused, and days not yet given up knowingly. */
export function obstacles(selection: Selection, offer: Offer, answer: Answer): Obstacle[] {
  const blanks = selection.cards.flatMap((card) => blanksOf(card, cardName(selection, card)));
  const refused = answer.faults.map(({ at, field, text }) => ({ field: control(at, field), text }));
  const others = [...refused, ...unconfirmed(selection, answer)].map((fault) => ({ ...fault, beside: fault.text }));
  const chosen = selection.cards.length > 0 || offer.incidents.some(({ id }) => selection.units[id]?.trim());
  return chosen ? [...blanks, ...wrongUnits(selection, offer), ...others] : [{ field: null, text: t.selectFirst, beside: "" }];
}

export function wrongUnits(selection: Selection, offer: Offer): Obstacle[] {
  const beside = t.needUnits(offer.maxUnits);
  return offer.incidents
    .filter(({ id }) => askedUnits(selection.units[id] ?? "", offer.maxUnits) === null)
    .map(({ id, name }) => ({ field: control(incidentPlace(id), "units"), text: t.at(name, beside), beside }));
}

function blanksOf(card: PlanCard, name: string): Obstacle[] {
  const blank = (field: string, value: string, beside: string) =>
    value ? [] : [{ field: control(card.key, field), text: t.at(name, beside), beside }];
  if (card.kind === "new_installation") return blank("plan", card.plan, t.needPlan);
  return [
    ...blank("current_plan", card.current, t.needCurrent),
    ...blank("last_covered_day", card.lastCoveredDay, t.needDay),
    ...blank("plan", card.plan, t.needWanted),
  ];
}
