/** The geometry of a coverage timeline: dates become places between 0 and 100, and nothing here knows about drawing. */
import type { BookedTerm, LaneView, TermState } from "../api/installations.ts";

const DAY_MS = 86_400_000;
/** At most so many years carry their number. */
const MOST_YEARS = 8;
/** Up to so many years the quarters are marked. */
const QUARTERS_MARKED = 5;

/** The least pixels a narrow and a wide drawing have; the styles change from one to the other at the latter. */
export const WIDTHS = { narrow: 256, wide: 640 } as const;
/** Pixels of a usual letter and of a usual digit, and what names keep between them. */
const LETTER = 7.5;
const DIGIT = 8.5;
const BETWEEN = 10;

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

/** The date of a number of days since 1970. */
export function isoDay(day: number): string {
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
  /** Where there is room for its name; a tick without one is only a line. */
  named: Room;
}

/** On which drawings there is room for some words. */
export type Room = "always" | "wide" | "never";

/** Marks of the years, and of the quarters where there is room; the left edge is named where no year begins near it. */
export function ticks(range: Range): Tick[] {
  const years = (range.last - range.first) / 365.25;
  const step = Math.ceil(years / MOST_YEARS);
  const marks: Omit<Tick, "named">[] = [];
  const wanted: string[] = [];
  for (let date = monthOf(isoDay(range.first), 0); dayNumber(date) < range.last; date = monthOf(date, 1)) {
    const month = Number(date.slice(5, 7));
    const first = dayNumber(date) === range.first;
    if (month === 1 || first) marks.push({ x: place(range, date), date, kind: "year" });
    else if (month % 3 === 1 && years <= QUARTERS_MARKED) marks.push({ x: place(range, date), date, kind: "quarter" });
    if (month !== 1 || Number(date.slice(0, 4)) % step === 0) wanted.push(date);
  }
  return named(marks, wanted);
}

/** Give names where they do not touch: first to years that begin, then to the left edge, then to quarters. */
function named(marks: readonly Omit<Tick, "named">[], wanted: readonly string[]): Tick[] {
  const weight = ({ date, kind }: Omit<Tick, "named">) => (kind === "quarter" ? 2 : date.slice(5, 7) === "01" ? 0 : 1);
  const candidates = marks.filter(({ date }) => wanted.includes(date)).sort((one, other) => weight(one) - weight(other));
  const narrow = apart(candidates.filter(({ kind }) => kind === "year"), WIDTHS.narrow, []);
  // What has room on a narrow drawing has it on a wide one.
  const wide = apart(candidates, WIDTHS.wide, narrow);
  return marks.map((mark) => ({ ...mark, named: narrow.includes(mark) ? "always" : wide.includes(mark) ? "wide" : "never" }));
}

/** Those of the marks, the first ones first, whose names have room beside each other and beside those taken before. */
function apart<T extends Omit<Tick, "named">>(marks: readonly T[], width: number, taken: readonly T[]): T[] {
  const kept = [...taken];
  for (const mark of marks) {
    const [start, end] = nameSpan(mark, width);
    const free = kept.every((other) => {
      const [from, to] = nameSpan(other, width);
      return end + BETWEEN <= from || to + BETWEEN <= start;
    });
    if (free) kept.push(mark);
  }
  return kept;
}

/** From where to where a name goes, in pixels. */
function nameSpan({ x, kind }: Omit<Tick, "named">, width: number): [number, number] {
  const at = (x / 100) * width;
  const needed = (kind === "year" ? 4 : 3) * DIGIT;
  const left = { start: 0, middle: needed / 2, end: needed }[anchor(x)];
  return [at - left, at - left + needed];
}

/** Which side of a mark its words stand on, so that they stay inside. */
export function anchor(x: number): "start" | "middle" | "end" {
  return x < 10 ? "start" : x > 90 ? "end" : "middle";
}

/** How a lane stands on a day: covered until, beginning on, ended on with what is missing since then, or never. */
export type Standing =
  | { kind: "until"; last: string }
  | { kind: "ended"; last: string; since: { first: string; days: number } | null }
  | { kind: "from"; first: string }
  | { kind: "never" };

export function standing({ covered, gaps }: LaneView, today: string): Standing {
  const now = covered.find(({ start, end }) => start <= today && today < end);
  if (now) return { kind: "until", last: now.last_covered_day };
  const next = covered.find(({ start }) => start > today);
  if (next) return { kind: "from", first: next.start };
  const last = covered.at(-1);
  if (!last) return { kind: "never" };
  const open = gaps.find((gap) => gap.open);
  return { kind: "ended", last: last.last_covered_day, since: open ? { first: open.start, days: open.days } : null };
}

/** What is written in a bar: all of it or its number alone, at the bar's start or behind the line of today. */
export interface Label {
  text: "full" | "number" | "none";
  behindToday: boolean;
}

/** The longest label that fits into a bar without the line of today going through it, by how wide the drawing is. */
export function label({ x, width }: Bar, full: string, now: number, drawing: number): Label {
  const [start, today, end] = [x, now, x + width].map((each) => (each / 100) * drawing) as [number, number, number];
  const inside = today > start && today < end;
  const longest = (["full", "number"] as const).map((text) => ({ text, needed: LETTER * (text === "full" ? full.length : 1) + 14 }));
  for (const { text, needed } of longest) {
    if (start + needed <= (inside ? today : end)) return { text, behindToday: false };
    if (inside && today + needed <= end) return { text, behindToday: true };
  }
  return { text: "none", behindToday: false };
}
