/** Cost curves: what each option costs, by one number of requests. Steps and crossings; nothing here knows about drawing. */
import type { Named } from "./breakEven.ts";

/** One option's totals in minor units, one for each count. */
export interface Series extends Named {
  /** Null where it is no option, as a chain that equals a plan. */
  totals: readonly (number | null)[];
  /** The same as requests come; null where it is not told. */
  came: readonly (number | null)[];
  /** How many requests have no stated price: they are in no total, and are never counted as free. */
  by_agreement: readonly (number | null)[];
  came_by_agreement: readonly (number | null)[];
}

/** What an option comes to: money in minor units, and requests beside it that no price is stated for. */
export interface Sum {
  total: number;
  agreed: number;
}

/** At the place of a count; null where it is no option. */
export function bestAt({ totals, by_agreement }: Series, place: number): Sum | null {
  return sumOf(totals[place], by_agreement[place]);
}

export function cameAt({ came, came_by_agreement }: Series, place: number): Sum | null {
  return sumOf(came[place], came_by_agreement[place]);
}

function sumOf(total: number | null | undefined, agreed: number | null | undefined): Sum | null {
  return total == null ? null : { total, agreed: agreed ?? 0 };
}

/** The order of all advice: fewer requests without a price, then less money (R21). */
function isLess(one: Sum, other: Sum): boolean {
  return one.agreed === other.agreed ? one.total < other.total : one.agreed < other.agreed;
}

export function isSame(one: Sum, other: Sum): boolean {
  return one.total === other.total && one.agreed === other.agreed;
}

/** Whether any option leaves requests without a price for any count. */
export function agreesAny({ series }: Curves): boolean {
  return series.some(({ by_agreement, came_by_agreement }) => [...by_agreement, ...came_by_agreement].some((agreed) => agreed));
}

/** An entry of the answer's `curves`. */
export interface Curves {
  pool: string;
  name: string;
  counts: readonly number[];
  /** The asker's own number, one of the counts. */
  here: number;
  series: readonly Series[];
  /** Sentences of the server: which request lowers an option's total as requests come. */
  falls: readonly string[];
  /** The plans of the chain at the asker's own number: at others it may be another one. */
  chain?: string | undefined;
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

/** Where all of an option's total has a price: else its line is thin. */
export function pricedRuns({ totals, by_agreement }: Series): Run[] {
  return runsOf(totals.map((value, place) => (by_agreement[place] ? null : value)));
}

export function agreesIn({ by_agreement }: Series): boolean {
  return by_agreement.some((agreed) => agreed);
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

/** The options that come first at the place of a count, in the order of the series. */
export function firstAt({ series }: Curves, place: number): Series[] {
  const told = series.flatMap((each) => bestAt(each, place) ?? []);
  const [any] = told;
  if (!any) return [];
  const first = told.reduce((one, other) => (isLess(other, one) ? other : one), any);
  return series.filter((each) => {
    const sum = bestAt(each, place);
    return sum !== null && isSame(sum, first);
  });
}

/** Whether what comes first costs least for certain: all of it has a price, and nothing else is lower. */
export function costsLeastAt(curves: Curves, place: number): boolean {
  const [first] = firstAt(curves, place);
  const sum = first && bestAt(first, place);
  return sum != null && sum.agreed === 0 && curves.series.every(({ totals }) => (totals[place] ?? Infinity) >= sum.total);
}

/** From `count` requests on, the option `to` comes before the one that was first until there. */
export interface Crossing {
  place: number;
  count: number;
  from: Series;
  to: Series;
  /** What `to` costs there, in minor units. */
  total: number;
}

/** Every change of the first option; one that shares the least total is not left for another. */
export function crossings(curves: Curves): Crossing[] {
  const found: Crossing[] = [];
  let leader = preferred(curves, 0);
  curves.counts.forEach((count, place) => {
    const to = preferred(curves, place);
    if (!leader || !to || firstAt(curves, place).includes(leader)) return;
    found.push({ place, count, from: leader, to, total: to.totals[place] ?? 0 });
    leader = to;
  });
  return found;
}

/** Of those that come first, the one that does so as requests come, too; of equals the first. */
export function preferred(curves: Curves, place: number): Series | undefined {
  const came = (each: Series) => cameAt(each, place) ?? bestAt(each, place) ?? NEVER;
  return firstAt(curves, place).reduce<Series | undefined>((one, other) => (one && !isLess(came(other), came(one)) ? one : other), undefined);
}

const NEVER: Sum = { total: Infinity, agreed: Infinity };

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
