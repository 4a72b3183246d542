/** The installations on the page that extends, what is chosen for each, and what keeps them from the checkout. */
import type { ExtensionChoice, Options } from "../../api/options.ts";
import type { FieldFault } from "../../components/ErrorSummary.tsx";
import { beginningOf, type Booked, choiceFor, lineOf, type Wish } from "../../state/extension.ts";
import type { Offer } from "../../state/offer.ts";
import { writeExtending, writePreset } from "../../state/preset.ts";
import { askedUnits, type Entry, nothing, type Selection } from "../../state/selection.ts";
import { buying, extend as t } from "../../text/en.ts";
import { giveUpControl, planControl } from "./Chooser.tsx";
import { unitsControl } from "./Incidents.tsx";
import type { Choices } from "./useChoosing.ts";

/** One installation on the page, with what is wished for it and what the server offers for that wish. */
export interface Row {
  options: Options;
  /** The plan that is looked at, also before a start of it is chosen. */
  plan: string | null;
  choice: ExtensionChoice | null;
  booked: Booked | null;
}

export function rowOf(options: Options, wish: Wish): Row {
  const choice = choiceFor(options, wish);
  const booked = choice && { installation: options.id, plan: choice.plan, periods: choice.periods, beginning: beginningOf(choice) };
  return { options, plan: choice?.plan ?? wish.plan, choice, booked };
}

/** Placed at the heading of its installation, which the summary leads back to. */
export function entryOf({ options, choice }: Row): Entry[] {
  return choice ? [{ at: `name-${options.id}`, line: lineOf(choice, null) }] : [];
}

/** Everything to mend before the checkout: days not yet given up knowingly, wrong units, and what the server refused. */
export function obstacles({ rows, confirmedOf, units }: Choices, offer: Offer, refused: string[]): FieldFault[] {
  const consents = rows.flatMap((row) => {
    const { id, name } = row.options;
    const days = row.choice?.days_given_up ?? 0;
    return days && confirmedOf(row) !== days ? [{ field: giveUpControl(id), text: t.at(name, buying.mustGiveUp(days)) }] : [];
  });
  const wrong = offer.incidents
    .filter(({ id }) => askedUnits(units[id] ?? "", offer.maxUnits) === null)
    .map(({ id, name }) => ({ field: unitsControl(id), text: t.needUnits(name, offer.maxUnits) }));
  const several = rows.length > 1;
  const some = rows.some(({ choice }) => choice) || offer.incidents.some(({ id }) => units[id]?.trim());
  const open = several
    ? rows.filter(({ options, choice }) => !choice && options.choices.length > 0).map(({ options: { id, name } }) => ({ field: planControl(id), text: t.at(name, t.choosePlan) }))
    : [];
  const found = [...open, ...consents, ...wrong, ...refused.map((text) => ({ field: null, text }))];
  const undecided = rows.find(({ options }) => options.choices.length > 0);
  return some ? found : [{ field: undecided ? planControl(undecided.options.id) : null, text: t.selectFirst }];
}

/** The selection as the checkout takes it from its address. */
export function queryOf({ rows, units }: Choices, offer: Offer): string {
  return writePreset(selectionOf(rows, units), offer);
}

/** The same as this page takes it from its own address, so that "back" and a reload find it again. */
export function ownQueryOf({ rows, units }: Choices, offer: Offer, path: string): string {
  return writeExtending(path, rows.map(({ options }) => options.id), selectionOf(rows, units), offer);
}

function selectionOf(rows: readonly Row[], units: Record<string, string>): Selection {
  return { ...nothing, booked: rows.flatMap(({ booked }) => booked ?? []), units };
}
