/** The geometry of a coverage timeline: dates become places between 0 and 100, and nothing here knows about drawing. */
import type { BookedTerm, LaneView, TermState } from "../api/installations.ts";

const DAY_MS = 86_400_000;
/** At most so many years carry their number. */
const MOST_YEARS = 8;
/** Up to so many years the quarters are marked, and up to so many they are named. */
const QUARTERS_MARKED = 5;
const QUARTERS_NAMED = 2;
/** A name at the left edge needs this much room before the next one. */
const EDGE_ROOM = 12;

/** Days since 1970; calendar dates have no time zone. */
export function dayNumber(date: string): number {
  return Date.parse(`${date}T00:00:00Z`) / DAY_MS;
}

export function dayBefore(date: string): string {
  return isoDay(dayNumber(date) - 1);
}

export function dayAfter(date: string): string {
  return isoDay(dayNumber(date) + 1);
}

function isoDay(day: number): string {
  return new Date(day * DAY_MS).toISOString().slice(0, 10);
}

/** One term as the support lane shows it; `end` is the first day without its support. */
export interface Stretch {
  key: string;
  name: string;
  start: string;
  end: string;
  state: TermState | "new";
}

/** Terms in the books, without those that never began; a closed one ends where it was closed. */
export function stretchesOf(terms: readonly BookedTerm[]): Stretch[] {
  return terms
    .map(({ id, plan_name, start, end, closed_on, state }) => ({
      key: id,
      name: plan_name,
      start,
      end: closed_on && closed_on < end ? closed_on : end,
      state,
    }))
    .filter(({ start, end }) => start < end);
}

interface OptionTerm {
  id?: string;
  plan_name: string;
  start: string;
  last_covered_day: string;
}

/** The same of terms that are told without their end. */
export function stretchOf({ id, plan_name, start, last_covered_day }: OptionTerm, state: Stretch["state"]): Stretch {
  return { key: id ?? start, name: plan_name, start, end: dayAfter(last_covered_day), state };
}

/** What a choice makes of the terms in the books: the running one ends, as `closed` says, where the new ones begin. */
export function stretchesAfter(
  before: readonly Stretch[],
  added: readonly Stretch[],
  closed: TermState,
): Stretch[] {
  const first = added[0]?.start;
  const kept = before.flatMap((each) => {
    if (!first || each.end <= first) return [each];
    return each.start < first ? [{ ...each, end: first, state: closed }] : [];
  });
  return [...kept, ...added];
}

/** Whole months, `[first, last)`, as days since 1970. */
export interface Range {
  first: number;
  last: number;
}

/** From the month of the first day that is shown to the month of the last, today among them. */
export function rangeOf(lanes: readonly LaneView[], stretches: readonly Stretch[], today: string): Range {
  const spans = [...lanes.flatMap(({ covered, gaps }) => [...covered, ...gaps]), ...stretches];
  const starts = [today, ...spans.map(({ start }) => start)].sort();
  const ends = [today, ...spans.map(({ end }) => end)].sort();
  const first = monthOf(starts[0] ?? today, 0);
  const last = monthOf(ends.at(-1) ?? today, 1);
  return { first: dayNumber(first), last: dayNumber(last) };
}

/** One range for several drawings, so that they can be compared. */
export function joined(...ranges: Range[]): Range {
  return { first: Math.min(...ranges.map(({ first }) => first)), last: Math.max(...ranges.map(({ last }) => last)) };
}

function monthOf(date: string, later: number): string {
  const [year = 1970, month = 1] = date.split("-").map(Number);
  return new Date(Date.UTC(year, month - 1 + later, 1)).toISOString().slice(0, 10);
}

/** Where a day stands, in hundredths of the width; days outside stand at the edge. */
export function place({ first, last }: Range, date: string): number {
  const share = (100 * (dayNumber(date) - first)) / (last - first);
  return Math.round(100 * Math.min(100, Math.max(0, share))) / 100;
}

export interface Bar {
  x: number;
  width: number;
}

export function bar(range: Range, { start, end }: { start: string; end: string }): Bar {
  const x = place(range, start);
  return { x, width: Math.round(100 * (place(range, end) - x)) / 100 };
}

export interface Tick {
  x: number;
  date: string;
  kind: "year" | "quarter";
  /** A tick that is not named is only a line. */
  named: boolean;
}

/** Marks of the years, and of the quarters where there is room; the left edge is named where no year begins near it. */
export function ticks(range: Range): Tick[] {
  const years = (range.last - range.first) / 365.25;
  const step = Math.ceil(years / MOST_YEARS);
  const marks: Tick[] = [];
  for (let date = monthOf(isoDay(range.first), 0); dayNumber(date) < range.last; date = monthOf(date, 1)) {
    const month = Number(date.slice(5, 7));
    const year = Number(date.slice(0, 4));
    if (month === 1) marks.push({ x: place(range, date), date, kind: "year", named: year % step === 0 });
    else if (month % 3 === 1 && years <= QUARTERS_MARKED) {
      marks.push({ x: place(range, date), date, kind: "quarter", named: years <= QUARTERS_NAMED });
    }
  }
  const firstYear = marks.find(({ kind, named }) => kind === "year" && named);
  if (!firstYear || firstYear.x > EDGE_ROOM) {
    const edge: Tick = { x: 0, date: isoDay(range.first), kind: "year", named: true };
    return [edge, ...marks.filter(({ x }) => x > 0).map((mark) => (crowds(mark) ? { ...mark, named: false } : mark))];
  }
  return marks;
}

function crowds({ kind, x }: Tick): boolean {
  return kind === "quarter" && x < EDGE_ROOM;
}

/** Which side of a mark its words stand on, so that they stay inside. */
export function anchor(x: number): "start" | "middle" | "end" {
  return x < 10 ? "start" : x > 90 ? "end" : "middle";
}

/** How a lane stands on a day: covered until, beginning on, ended on, or never. */
export type Standing = { kind: "until" | "ended"; last: string } | { kind: "from"; first: string } | { kind: "never" };

export function standing({ covered }: LaneView, today: string): Standing {
  const now = covered.find(({ start, end }) => start <= today && today < end);
  if (now) return { kind: "until", last: now.last_covered_day };
  const next = covered.find(({ start }) => start > today);
  if (next) return { kind: "from", first: next.start };
  const last = covered.at(-1);
  return last ? { kind: "ended", last: last.last_covered_day } : { kind: "never" };
}

/** How much of a name fits into a bar, on a narrow and on a wide drawing (in pixels of a usual letter). */
export function fits({ width }: Bar, name: string): "always" | "wide" | "never" {
  const needed = 7.5 * name.length + 14;
  if ((width / 100) * 280 >= needed) return "always";
  return (width / 100) * 640 >= needed ? "wide" : "never";
}
