/** What is chosen on the page that extends: a wish for each installation, days given up, incidents; and the way on. */
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import type { Options } from "../../api/options.ts";
import type { FieldFault } from "../../components/ErrorSummary.tsx";
import { replaceQuery } from "../../lib/address.ts";
import { usePrices } from "../../components/usePrices.ts";
import { type Booked, bookedText, firstWish, type Wish } from "../../state/extension.ts";
import { keepGivenUp, restoreGivenUp } from "../../state/kept.ts";
import type { Offer } from "../../state/offer.ts";
import { type Entry, entries, nothing, type Selection } from "../../state/selection.ts";
import { entryOf, obstacles, ownQueryOf, queryOf, type Row, rowOf } from "./rows.ts";

/** What the address says is chosen when the page opens. */
export interface Asked extends Pick<Selection, "booked" | "units"> {
  upgrading: boolean;
}

export interface Choices {
  rows: Row[];
  /** What of it is priced. */
  placed: Entry[];
  units: Record<string, string>;
  wish: (options: Options, wish: Partial<Wish>) => void;
  leaveOut: (options: Options) => void;
  change: (units: Record<string, string>) => void;
  confirmedOf: (row: Row) => number | null;
  confirm: (booked: Booked, days: number | null) => void;
}

/** Keep what is chosen; `changed` is told of every change. */
export function useChoices(offer: Offer, all: Options[], asked: Asked, changed: () => void): Choices {
  const [wishes, setWishes] = useState<Record<string, Wish>>(() => Object.fromEntries(asked.booked.map((each) => [each.installation, each])));
  const [left, setLeft] = useState<readonly string[]>([]);
  const [units, setUnits] = useState(asked.units);
  const [givenUp, setGivenUp] = useState(restoreGivenUp);
  const wishOf = (options: Options) => wishes[options.id] ?? firstWish(options, asked.upgrading);
  const rows = all.filter(({ id }) => !left.includes(id)).map((options) => rowOf(options, wishOf(options)));
  const placed = useMemo(() => [...rows.flatMap(entryOf), ...entries({ ...nothing, units }, offer)], [all, wishes, left, units]);

  const wish = (options: Options, next: Partial<Wish>) => {
    const { plan, periods } = wishOf(options);
    setWishes({ ...wishes, [options.id]: { plan, periods, beginning: null, ...next } });
    changed();
  };
  const leaveOut = ({ id }: Options) => {
    setLeft([...left, id]);
    changed();
  };
  const change = (next: Record<string, string>) => {
    setUnits(next);
    changed();
  };
  const confirm = (booked: Booked, days: number | null) => {
    const next = { ...givenUp, [bookedText(booked)]: days };
    setGivenUp(next);
    keepGivenUp(next);
    changed();
  };
  const confirmedOf = ({ booked }: Row) => (booked && givenUp[bookedText(booked)]) ?? null;
  return { rows, placed, units, wish, leaveOut, change, confirmedOf, confirm };
}

/** The choices with their prices, and going on with them once an answer to exactly these is there. */
export function useChoosing(offer: Offer, all: Options[], asked: Asked) {
  const [faults, setFaults] = useState<FieldFault[]>([]);
  const [goingOn, setGoingOn] = useState(false);
  const touched = useRef(false);
  const choices = useChoices(offer, all, asked, () => {
    touched.current = true;
    setFaults([]);
    setGoingOn(false);
  });
  const prices = usePrices(choices.placed);
  // The address keeps what was chosen, and stays as it was opened until then.
  useEffect(() => {
    if (touched.current) replaceQuery(ownQueryOf(choices, offer, location.pathname));
  }, [choices.placed]);

  // Only an answer to exactly this selection leads on: the click waits for it.
  useEffect(() => {
    if (!goingOn || prices.asking) return;
    setGoingOn(false);
    if (!prices.current) return;
    const found = obstacles(choices, offer, prices.answer.faults.map(({ text }) => text));
    setFaults(found);
    if (found.length === 0) location.assign(`/checkout/${queryOf(choices, offer)}`);
  }, [goingOn, prices.asking]);
  const goOn = () => {
    if (prices.problem) prices.retry();
    setGoingOn(true);
  };
  return { ...choices, prices, faults, goingOn, goOn };
}
