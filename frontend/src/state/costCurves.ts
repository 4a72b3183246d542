/** Cost curves: what each option costs, by one number of requests. Steps and crossings; nothing here knows about drawing. */
import type { Named } from "./breakEven.ts";

/** One option's totals in minor units, one for each count. */
export interface Series extends Named {
  /** Null where it is no option, as a chain that equals a plan. */
  totals: readonly (number | null)[];
  /** The same as requests come; null where it is not told. */
  came: readonly (number | null)[];
}

/** An entry of the answer's `curves`. */
export interface Curves {
  pool: string;
  name: string;
  counts: readonly number[];
  /** The asker's own number. */
  here: number | null;
  series: readonly Series[];
}

/** Neighbouring counts whose totals are told: values from the place `first` on. */
export interface Run {
  first: number;
  values: number[];
}

/** Where as-it-comes differs from the best possible: only there it is a line of its own. */
export function cameRuns({ totals, came }: Series): Run[] {
  return runsOf(came.map((value, place) => (value === totals[place] ? null : value)));
}

/** The pieces of a line that is interrupted by null. */
export function runsOf(all: readonly (number | null)[]): Run[] {
  const runs: Run[] = [];
  all.forEach((value, place) => {
    if (value === null) return;
    const last = runs.at(-1);
    if (last && last.first + last.values.length === place) last.values.push(value);
    else runs.push({ first: place, values: [value] });
  });
  return runs;
}

/** The options that cost least at the place of a count, in the order of the series. */
export function cheapestAt({ series }: Curves, place: number): Series[] {
  const least = Math.min(...series.map(({ totals }) => totals[place] ?? Infinity));
  return series.filter(({ totals }) => totals[place] === least);
}

/** From `count` requests on, the option `to` is strictly cheaper than the one that was cheapest before. */
export interface Crossing {
  place: number;
  count: number;
  from: Series;
  to: Series;
  /** What `to` costs there, in minor units. */
  total: number;
}

/** Every change of the cheapest option; one that shares the least total is not left for another. */
export function crossings(curves: Curves): Crossing[] {
  const found: Crossing[] = [];
  let leader = preferred(curves, 0);
  curves.counts.forEach((count, place) => {
    const to = preferred(curves, place);
    if (!leader || !to || cheapestAt(curves, place).includes(leader)) return;
    found.push({ place, count, from: leader, to, total: to.totals[place] ?? 0 });
    leader = to;
  });
  return found;
}

/** Of those that cost least, the one that costs least as requests come, too; of equals the first. */
export function preferred(curves: Curves, place: number): Series | undefined {
  const came = (each: Series) => each.came[place] ?? each.totals[place] ?? Infinity;
  return cheapestAt(curves, place).reduce<Series | undefined>((one, other) => (one && came(one) <= came(other) ? one : other), undefined);
}

/** The highest total of all, as requests come among them. */
export function highest({ series }: Curves): number {
  return Math.max(0, ...series.flatMap(({ totals, came }) => [...totals, ...came].map((value) => value ?? 0)));
}

/** The least step of 1, 2 or 5 and zeros, of which at most `most` fit into a span; never a part of one. */
export function niceStep(span: number, most: number): number {
  for (let power = 1; ; power *= 10) {
    const step = [1, 2, 5].find((digit) => digit * power * most >= span);
    if (step) return step * power;
  }
}

/** Marks of an axis from 0 that ends at its last mark, at or above `top`; whole numbers. */
export function marks(top: number, most: number): number[] {
  const step = niceStep(Math.max(1, top), most);
  return Array.from({ length: Math.max(1, Math.ceil(top / step)) + 1 }, (_, index) => index * step);
}

/** Move places apart until each has its room between `low` and `high`, in their order. */
export function apart(places: readonly number[], room: number, low: number, high: number): number[] {
  const order = places.map((_, index) => index).sort((one, other) => (places[one] ?? 0) - (places[other] ?? 0));
  const moved = [...places];
  let edge = low;
  for (const index of order) {
    moved[index] = Math.max(places[index] ?? 0, edge);
    edge = (moved[index] ?? 0) + room;
  }
  edge = high;
  for (const index of order.reverse()) {
    moved[index] = Math.min(moved[index] ?? 0, edge);
    edge = (moved[index] ?? 0) - room;
  }
  return moved;
}
