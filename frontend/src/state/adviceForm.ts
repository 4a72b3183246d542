/** The form that asks for advice: short questions first, and the same told in detail. */
import { type AdviceFacts, findFamily, usualLevel } from "./adviceFacts.ts";
import { type DatedRequest, type Horizon, type Needs, type PatternRow, type RateRow, type ReadQuestion, type Workload, whole } from "./advice.ts";
import { dayNumber, isoDay } from "./timeline.ts";

/** How the requests are told: by the short questions, in detail in one of three ways, or by a file. */
export const WAYS = ["short", "pattern", "requests", "rates", "file"] as const;
export type Way = (typeof WAYS)[number];

/** The answer to "how many of them": `count` is what stands in the field. */
export interface Count {
  count: string;
  per: "month" | "year";
  quarters: number;
}

export interface PatternDraft {
  level: string;
  quarters: number;
  count: string;
  /** As `writeMonths` writes them; empty for every month. */
  months: string;
}

export interface DatedDraft {
  day: string;
  level: string;
  quarters: number;
}

export interface Draft {
  family: string;
  /** By pool. */
  counts: Record<string, Count>;
  needs: Needs;
  months: Horizon;
  start: string;
  way: Way;
  rows: PatternDraft[];
  requests: DatedDraft[];
  rates: RateRow[];
  /** The lines that were taken over from another way, as long as nobody changes them. */
  made: { rows: PatternDraft[] | null; requests: DatedDraft[] | null };
}

/** The form asks four questions at most, so the requests of more pools than these are told in detail. */
export const MOST_POOLS = 2;

/** One request is an hour long unless somebody says otherwise. */
export const USUAL_QUARTERS = 4;
const YEAR = 12;

/** The form as an address fills it; `today` is where dated requests begin that name no start. */
export function draftOf({ question, asked }: Pick<ReadQuestion, "question" | "asked">, facts: AdviceFacts, today: string): Draft {
  const { family, months, start, needs, workload } = question;
  const short = shortCounts(workload, facts, months);
  // Who asks about no requests has said so; in the form that is a zero, and an empty field says nothing.
  const none = asked && workload.kind === "pattern" && workload.rows.length === 0;
  const blank = Object.fromEntries(facts.pools.map(({ id }): [string, Count] => [id, { count: none ? "0" : "", per: "year", quarters: USUAL_QUARTERS }]));
  const counts = none ? blank : short;
  const rows = workload.kind === "pattern" ? workload.rows.map(rowDraft) : [];
  const ofFile = workload.kind === "requests" && workload.kept !== undefined;
  return {
    family,
    counts: counts ?? blank,
    needs,
    months,
    // What is looked at comes from the file.
    start: ofFile ? "" : (start ?? ""),
    way: counts ? "short" : ofFile ? "file" : workload.kind,
    rows,
    requests: workload.kind === "requests" ? workload.requests.map((each) => datedDraft(each, start ?? today)) : [],
    rates: workload.kind === "rates" ? workload.rates : [],
    made: { rows: counts ? rows : null, requests: null },
  };
}

export function rowDraft({ level, quarters, count, months }: PatternRow): PatternDraft {
  return { level, quarters, count: String(count), months: writeMonths(months ?? []) };
}

function datedDraft({ day, level, quarters }: DatedRequest, start: string): DatedDraft {
  return { day: isoDay(dayNumber(start) + day), level, quarters };
}

/** The pool that the short questions ask about by a level; null where the level itself is asked about, or is all of its pool. */
export function poolAsked({ workload, months }: Pick<ReadQuestion["question"], "workload" | "months">, level: string, facts: AdviceFacts): string | null {
  const pool = facts.pools.find(({ levels }) => levels.length > 1 && levels.includes(level));
  return pool && shortCounts(workload, facts, months) ? pool.name : null;
}

/** The short answers that mean a workload, or null where only the detailed form can tell it. */
function shortCounts(workload: Workload, facts: AdviceFacts, horizon: Horizon): Record<string, Count> | null {
  if (workload.kind !== "pattern") return null;
  const counts: Record<string, Count> = {};
  for (const [position, pool] of facts.pools.entries()) {
    const rows = workload.rows.filter(({ level }) => pool.levels.includes(level));
    const count = shortCount(rows, usualLevel(pool), horizon);
    if (!count || (position >= MOST_POOLS && rows.length)) return null;
    counts[pool.id] = count;
  }
  return counts;
}

function shortCount(rows: PatternRow[], level: string, horizon: Horizon): Count | null {
  const [first] = rows;
  if (!first) return { count: "", per: "year", quarters: USUAL_QUARTERS };
  const { quarters } = first;
  if (rows.length === 1 && first.level === level && first.months === null) return { count: String(first.count), per: "month", quarters };
  const inAll = rows.map(({ count, months }) => count * (months?.length ?? horizon)).reduce((sum, each) => sum + each, 0);
  const inYear = inAll / (horizon / YEAR);
  const same = Number.isInteger(inYear) && JSON.stringify(yearly(inYear, { level, quarters }, horizon)) === JSON.stringify(rows);
  return same ? { count: String(inYear), per: "year", quarters } : null;
}

/** So many requests a year, spread evenly: some every month, and the rest at equal distances. */
export function yearly(count: number, request: { level: string; quarters: number }, horizon: Horizon): PatternRow[] {
  const [monthly, rest] = [Math.floor(count / YEAR), count % YEAR];
  const inYear = Array.from({ length: rest }, (_, index) => Math.floor((index * YEAR) / rest) + 1);
  const months = Array.from({ length: horizon / YEAR }, (_, year) => inYear.map((month) => month + year * YEAR)).flat();
  return [
    ...(monthly ? [{ ...request, count: monthly, months: null }] : []),
    ...(months.length ? [{ ...request, count: 1, months }] : []),
  ];
}

/** Answers that are no numbers count as none here; `faultsOf` tells them. */
export function shortRows({ counts, months }: Pick<Draft, "counts" | "months">, { pools }: AdviceFacts): PatternRow[] {
  return pools.flatMap((pool) => {
    const { count = "", per = "year", quarters = USUAL_QUARTERS } = counts[pool.id] ?? {};
    const number = Number(count.trim() || 0);
    const request = { level: usualLevel(pool), quarters };
    if (!Number.isInteger(number) || number < 1) return [];
    return per === "month" ? [{ ...request, count: number, months: null }] : yearly(number, request, months);
  });
}

/** Another product has other services: what it does not know is no must-have of it. */
export function withFamily(draft: Draft, family: string, facts: AdviceFacts): Draft {
  const known = findFamily(facts, family)?.services ?? [];
  const services = draft.needs.services.filter((id) => known.some((service) => service.id === id));
  return { ...draft, family, needs: { ...draft.needs, services } };
}

/** A number of requests a month as an address writes it: ` 2 `, `.5` and `1,5` are `2`, `0.5` and `1.5`. */
export function plainRate(text: string): string {
  return text.trim().replace(",", ".").replace(/^\./, "0.").replace(/\.$/, "");
}

const RANGE = /(\d+)\s*(?:[-–—]|\bto\b)\s*(\d+)/gi;

/** `1, 5, 9`, `1 5 9` or `1-8, 10` as numbers of months; null for anything else, and for a month beyond the horizon. */
export function readMonths(text: string, horizon: Horizon): number[] | null {
  const parts = text.replace(RANGE, "$1-$2").split(/[\s,.;]+/).filter(Boolean);
  const months = parts.map((part) => readSpan(part, horizon));
  return months.includes(null) ? null : ordered(months.flatMap((each) => each ?? []));
}

/** One month, or all from the first to the last of `1-8`. */
function readSpan(text: string, horizon: Horizon): number[] | null {
  const [first = null, last = first, ...rest] = text.split("-").map((each) => whole(each, 1, horizon));
  if (first === null || last === null || last < first || rest.length) return null;
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}

const ordered = (numbers: readonly number[]): number[] => [...new Set(numbers)].sort((a, b) => a - b);

/** The first and the last of months that follow one another, for each such row of them. */
export function monthSpans(months: readonly number[]): [first: number, last: number][] {
  const spans: [number, number][] = [];
  for (const month of ordered(months)) {
    const span = spans.at(-1);
    if (span && span[1] === month - 1) span[1] = month;
    else spans.push([month, month]);
  }
  return spans;
}

/** Numbers of months as they stand in their field: `1-8, 10`. */
export function writeMonths(months: readonly number[]): string {
  return monthSpans(months).map(([first, last]) => (first === last ? String(first) : `${first}-${last}`)).join(", ");
}
