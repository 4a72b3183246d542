/** What the server offers for the installations of the account that a checkout names, and what of it was wished for. */
import { useMemo, useState } from "preact/hooks";
import { type ExtensionChoice, type Options, readOptions } from "../../api/options.ts";
import type { ProblemError } from "../../api/request.ts";
import { useLoaded } from "../../components/useLoaded.ts";
import { type Booked, bookedText, exactChoice, lineOf } from "../../state/extension.ts";
import { type GivenUp, keepGivenUp, restoreGivenUp } from "../../state/kept.ts";
import { control, type Entry } from "../../state/selection.ts";

/** One wish with the choice that answers it; null where that is not open any more. */
export interface CoverItem {
  at: string;
  booked: Booked;
  options: Options;
  choice: ExtensionChoice | null;
  /** The days that the buyer agreed to give up. */
  confirmed: number | null;
}

export interface Cover {
  items: CoverItem[];
  /** What can be priced, as it is ordered but for the days given up. */
  entries: Entry[];
  /** True until every installation that is named was answered for. */
  waiting: boolean;
  problem: ProblemError | null;
  again: () => void;
  confirm: (item: CoverItem, days: number | null) => void;
}

export const giveUpControl = ({ at }: CoverItem): string => control(at, "confirmed_days_given_up");

export function useCover(booked: Booked[]): Cover {
  const { value, problem, again } = useLoaded((signal) => Promise.all(booked.map(({ installation }) => readOptions(installation, { signal }))));
  const [givenUp, setGivenUp] = useState<GivenUp>(restoreGivenUp);
  const items = useMemo(() => (value ?? []).flatMap((options, index) => itemOf(booked[index], options, givenUp)), [value, givenUp]);
  const entries = useMemo(() => items.flatMap(({ at, choice }) => (choice ? [{ at, line: lineOf(choice, null) }] : [])), [value]);
  const confirm = (item: CoverItem, days: number | null) => {
    const next = { ...givenUp, [bookedText(item.booked)]: days };
    setGivenUp(next);
    keepGivenUp(next);
  };
  return { items, entries, waiting: value === null && booked.length > 0, problem, again, confirm };
}

function itemOf(booked: Booked | undefined, options: Options, givenUp: GivenUp): CoverItem[] {
  if (!booked) return [];
  const text = bookedText(booked);
  return [{ at: `cover-${booked.installation}`, booked, options, choice: exactChoice(options, booked), confirmed: givenUp[text] ?? null }];
}
