/** Another way to tell the same requests: what was told is taken over where that needs no guess, and kept where not. */
import { MOST_COUNT, MOST_DATED, MOST_ROWS, type PatternRow, whole } from "./advice.ts";
import type { AdviceFacts } from "./adviceFacts.ts";
import { type DatedDraft, type Draft, readMonths, rowDraft, shortRows, type Way } from "./adviceForm.ts";
import { endOf } from "./tickets.ts";

/** What became of what was told: on the first day of its month, by its month, kept for its own way; or lines stand as they were left. */
export type Took = "days" | "months" | "kept" | "left";

export interface Turned {
  draft: Draft;
  /** Null where nothing was told yet, and where nothing looks different from before. */
  took: Took | null;
}

/** Tell the requests in another way; `today` is where dated requests begin that name no start. */
export function inAnotherWay(draft: Draft, way: Way, facts: AdviceFacts, today: string): Turned {
  const next = { ...draft, way };
  if (!somethingTold(draft) || way === draft.way) return { draft: next, took: null };
  if (way === "pattern") return asMonths(next, draft, facts, today);
  if (way === "requests") return asDays(next, draft, facts, today);
  return { draft: next, took: "kept" };
}

function asMonths(next: Draft, draft: Draft, facts: AdviceFacts, today: string): Turned {
  const { way, made, months } = draft;
  if (!untouched(draft.rows, made.rows)) return { draft: next, took: "left" };
  const told = way === "requests" ? monthsOf(draft.requests, draft.start || today, months) : patternOf(draft, facts);
  if (!told) return { draft: next, took: "kept" };
  const rows = told.map(rowDraft);
  return { draft: { ...next, rows, made: { ...made, rows } }, took: way === "short" ? null : "months" };
}

function asDays(next: Draft, draft: Draft, facts: AdviceFacts, today: string): Turned {
  const { made, months } = draft;
  if (!untouched(draft.requests, made.requests)) return { draft: next, took: "left" };
  const told = patternOf(draft, facts);
  const requests = told && daysOf(told, draft.start || today, months);
  if (!requests) return { draft: next, took: "kept" };
  return { draft: { ...next, requests, made: { ...made, requests } }, took: "days" };
}

function somethingTold({ way, counts, rows, requests, rates }: Draft): boolean {
  if (way === "short") return Object.values(counts).some(({ count }) => Number(count.trim()) > 0);
  return { pattern: rows, requests, rates, file: [] }[way].length > 0;
}

/** Lines that were taken over are taken over anew, until one of them is changed. */
function untouched(lines: readonly unknown[], made: readonly unknown[] | null): boolean {
  return lines.length === 0 || lines === made;
}

/** What was told by the month; null where it was told otherwise, or while a row of it cannot be read. */
function patternOf(draft: Draft, facts: AdviceFacts): PatternRow[] | null {
  if (draft.way === "short") return shortRows(draft, facts);
  if (draft.way !== "pattern") return null;
  const read = draft.rows.flatMap(({ level, quarters, count, months }): PatternRow[] => {
    const [number, named] = [whole(count, 1, MOST_COUNT), readMonths(months, draft.months)];
    return number && named ? [{ level, quarters, count: number, months: named.length ? named : null }] : [];
  });
  return read.length === draft.rows.length ? read : null;
}

/** Each request on the first day of its month, where the answer counts it too; null where they are too many. */
function daysOf(rows: readonly PatternRow[], start: string, horizon: Draft["months"]): DatedDraft[] | null {
  const told: DatedDraft[] = [];
  for (let month = 1; month <= horizon; month += 1) {
    for (const { level, quarters, count, months } of rows) {
      if (months && !months.includes(month)) continue;
      if (told.length + count > MOST_DATED) return null;
      told.push(...Array.from({ length: count }, () => ({ day: endOf({ start, months: month - 1 }), level, quarters })));
    }
  }
  return told;
}

/** How many alike fall into each month; null where a day is missing or outside the months, or there are too many rows. */
function monthsOf(requests: readonly DatedDraft[], start: string, horizon: Draft["months"]): PatternRow[] | null {
  const turns = Array.from({ length: horizon + 1 }, (_, months) => endOf({ start, months }));
  const counted = new Map<string, { level: string; quarters: number; counts: number[] }>();
  for (const { day, level, quarters } of requests) {
    const month = turns.findIndex((turn) => day < turn);
    if (month < 1) return null;
    const alike = counted.get(`${level} ${quarters}`) ?? { level, quarters, counts: Array<number>(horizon).fill(0) };
    alike.counts[month - 1] = (alike.counts[month - 1] ?? 0) + 1;
    counted.set(`${level} ${quarters}`, alike);
  }
  const rows = [...counted.values()].flatMap(({ level, quarters, counts }) => byCount(counts).map((row) => ({ level, quarters, ...row })));
  return rows.length > MOST_ROWS ? null : rows;
}

/** A row for each number a month: in which months it is that many. */
function byCount(counts: readonly number[]): Pick<PatternRow, "count" | "months">[] {
  return [...new Set(counts)].filter(Boolean).map((count) => {
    const months = counts.flatMap((each, month) => (each === count ? [month + 1] : []));
    return { count, months: months.length === counts.length ? null : months };
  });
}
