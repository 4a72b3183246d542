/** From what stands in the form to a question, or to what is wrong with it. */
import type { FieldFault } from "../../components/ErrorSummary.tsx";
import { formatDate, isDay } from "../../lib/dates.ts";
import { FIRST_START, isRate, isStart, LAST_START, MOST_COUNT, MOST_DATED, MOST_PER_MONTH, MOST_REQUESTS, type PatternRow, overlooked, type Question, readAdvice, type ReadQuestion, whole, type Workload } from "../../state/advice.ts";
import type { AdviceFacts } from "../../state/adviceFacts.ts";
import { type Draft, draftOf, MOST_POOLS, type PatternDraft, plainRate, readMonths, shortRows } from "../../state/adviceForm.ts";
import { keptName, restored } from "../../state/adviceTickets.ts";
import { NO_LENGTH, NO_LEVEL, unreadLines, writtenLines } from "../../state/adviceUnread.ts";
import { endOf, type Horizon, type Ticket } from "../../state/tickets.ts";
import { dayBefore, dayNumber } from "../../state/timeline.ts";
import { advice as t, adviceLink } from "../../text/en.ts";

export const FAMILY = "family";
export const START = "start";
export const countId = (pool: string) => `count-${pool}`;
/** The button that adds a line. */
export const ADD = "add-line";
export const rowId = (row: number, field: "count" | "months") => `row-${row}-${field}`;
export const dayId = (request: number) => `request-${request}-day`;
export const rateId = (rate: number) => `rate-${rate}-number`;

export const levelId = (line: Line, index: number) => `${line}-${index}-level`;
export const lengthId = (line: Line, index: number) => `${line}-${index}-length`;
type Line = "row" | "request" | "rate";
const LINES = { pattern: "row", requests: "request", rates: "rate" } as const;

/** What the page begins with. */
export interface Beginning {
  read: ReadQuestion;
  draft: Draft;
  /** What is wrong with an address that asks and is not answered. */
  faults: FieldFault[];
  /** Null until something is asked; of requests that cannot all be read, nothing is. */
  question: Question | null;
  /** Those of the question, where it is about a file. */
  tickets: Ticket[] | null;
}

export function beginning(search: string, facts: AdviceFacts, today: string): Beginning {
  const read = readAdvice(search, facts);
  if (keptName(read.question)) return ofFile(read, facts, today);
  const draft = { ...draftOf(read, facts, today), ...(read.whole ? {} : unreadLines(search, read.question, facts, today)) };
  const faults = read.asked ? faultsOf(draft, facts, today) : [];
  if (read.asked && read.whole && faults.length === 0) return { read, draft, faults, question: read.question, tickets: null };
  return { read, draft, faults: read.asked ? [...linkFaults(search, read, faults), ...faults] : [], question: null, tickets: null };
}

/** What of an address the form does not tell: a line that cannot be read is told there, by what to put right in it. */
function linkFaults(search: string, read: ReadQuestion, faults: readonly FieldFault[]): FieldFault[] {
  const { way, texts } = writtenLines(search);
  const inForm = texts.filter((_, index) => faults.some(({ field }) => field?.startsWith(`${LINES[way]}-${index}-`)));
  const told = new Set(inForm.map(adviceLink.badItem));
  return unreadOf(search, read).filter((text) => !told.has(text)).map((text) => ({ field: null, text }));
}

/** One sentence for each thing of an address that could not be followed. */
export function unreadOf(search: string, { faults }: ReadQuestion): string[] {
  return [...new Set([...overlooked(search), ...faults])];
}

/** A file's tickets wait in the tab that read them; elsewhere the file has to be chosen again. */
function ofFile(read: ReadQuestion, facts: AdviceFacts, today: string): Beginning {
  const found = read.asked ? restored(read.question) : null;
  const told = found ? read : { ...read, faults: [...read.faults, t.ticketsGone] };
  return { read: told, draft: draftOf(read, facts, today), faults: [], question: found?.question ?? null, tickets: found?.tickets ?? null };
}

/** The faults of a form, in its order; none means that `questionOf` holds. */
export function faultsOf(draft: Draft, facts: AdviceFacts, today: string): FieldFault[] {
  const start = draft.start || today;
  return [
    ...told(!draft.family, FAMILY, t.needFamily),
    ...workloadFaults(draft, facts, start),
    ...(draft.way === "file" ? [] : startFaults(draft.start)),
  ];
}

function startFaults(start: string): FieldFault[] {
  if (start === "" || isStart(start)) return [];
  return [{ field: START, text: isDay(start) ? t.farStart(formatDate(FIRST_START), formatDate(LAST_START)) : t.badStart }];
}

function workloadFaults(draft: Draft, facts: AdviceFacts, start: string): FieldFault[] {
  if (draft.way === "short") return countFaults(draft, facts);
  if (draft.way === "file") return [];
  const rows = { pattern: draft.rows, requests: draft.requests, rates: draft.rates }[draft.way];
  if (rows.length === 0) return [{ field: ADD, text: t.needRows }];
  if (draft.way === "pattern") return orTooMany(draft.rows.flatMap((row, index) => rowFaults(row, index, draft)), patternParts(draft));
  if (draft.way === "rates") return draft.rates.flatMap((row, index) => [...rateFaults(plainRate(row.perMonth), index), ...kindFaults("rate", index, row)]);
  if (draft.requests.length > MOST_DATED) return [{ field: null, text: t.tooManyDated(MOST_DATED) }];
  const span = { start, months: draft.months };
  return draft.requests.flatMap((request, index) => [...dayFaults(request.day, index, span), ...kindFaults("request", index, request)]);
}

/** A field left empty means none, but not all of them: then nothing was asked yet. */
function countFaults(draft: Draft, facts: AdviceFacts): FieldFault[] {
  const pools = facts.pools.slice(0, MOST_POOLS).map(({ id, name }) => ({ id, name, count: draft.counts[id]?.count ?? "" }));
  const [first] = pools;
  if (first && pools.every(({ count }) => count.trim() === "")) return [{ field: countId(first.id), text: t.needCounts(first.name) }];
  const faults = pools.flatMap(({ id, name, count }) => told(!isCount(count), countId(id), t.badCount(name, MOST_COUNT)));
  return orTooMany(faults, shortParts(draft, facts));
}

/** Some of the requests that are asked about, with the control that says how many. */
interface PartAsked {
  field: string;
  name: string;
  requests: number;
}

/** Of more requests than are looked at, the control is told that asks about the most; while anything else is wrong they are not counted. */
function orTooMany(faults: FieldFault[], parts: readonly PartAsked[]): FieldFault[] {
  const requests = parts.reduce((sum, part) => sum + part.requests, 0);
  if (faults.length > 0 || requests <= MOST_REQUESTS) return faults;
  const most = parts.reduce((one, other) => (other.requests > one.requests ? other : one));
  return [{ field: most.field, text: t.tooManyRequests(most.name, requests, MOST_REQUESTS) }];
}

function shortParts(draft: Draft, facts: AdviceFacts): PartAsked[] {
  const rows = shortRows(draft, facts);
  return facts.pools.slice(0, MOST_POOLS).map(({ id, name, levels }) => {
    const own = rows.filter(({ level }) => levels.includes(level));
    return { field: countId(id), name, requests: own.reduce((sum, row) => sum + requestsOf(row, draft), 0) };
  });
}

function patternParts(draft: Draft): PartAsked[] {
  return draft.rows.map((row, index) => ({ field: rowId(index, "count"), name: t.rowOf(index + 1), requests: requestsOf(rowOf(row, draft), draft) }));
}

function requestsOf({ count, months }: PatternRow, draft: Draft): number {
  return count * (months?.length ?? draft.months);
}

function dayFaults(day: string, index: number, span: Horizon): FieldFault[] {
  if (!isDay(day)) return [{ field: dayId(index), text: t.needDay(index + 1) }];
  // A first day that is none, or out of reach, is a fault of its own, and no day can be held against it.
  if (!isStart(span.start)) return [];
  const end = endOf(span);
  return [
    ...told(day < span.start, dayId(index), t.badDay(index + 1)),
    ...told(day >= end, dayId(index), t.lateDay(index + 1, formatDate(dayBefore(end)))),
  ];
}

function rateFaults(perMonth: string, index: number): FieldFault[] {
  const fine = /\.\d{3,}$/.test(perMonth) && Number(perMonth) <= MOST_PER_MONTH;
  return told(!isRate(perMonth), rateId(index), fine ? t.longRate(index + 1) : t.badRate(index + 1, MOST_PER_MONTH));
}

/** Open only where an address names none. */
function kindFaults(line: Line, index: number, { level, quarters }: { level: string; quarters: number }): FieldFault[] {
  return [
    ...told(level === NO_LEVEL, levelId(line, index), t.needLevel(index + 1)),
    ...told(quarters === NO_LENGTH, lengthId(line, index), t.needLength(index + 1)),
  ];
}

function rowFaults({ count, months, ...kind }: PatternDraft, index: number, draft: Draft): FieldFault[] {
  return [
    ...told(!whole(count, 1, MOST_COUNT), rowId(index, "count"), t.badRowCount(index + 1, MOST_COUNT)),
    ...kindFaults("row", index, kind),
    ...told(readMonths(months, draft.months) === null, rowId(index, "months"), t.badMonths(index + 1, draft.months)),
  ];
}

const isCount = (text: string): boolean => text.trim() === "" || whole(text, 0, MOST_COUNT) !== null;

function told(wrong: boolean, field: string, text: string): FieldFault[] {
  return wrong ? [{ field, text }] : [];
}

/** The question of a form without faults. Dated requests need a day to count from, so they always name one. */
export function questionOf(draft: Draft, facts: AdviceFacts, today: string): Question {
  const { family, months, needs } = draft;
  const dated = draft.way === "requests" ? today : null;
  return { family, months, needs, start: draft.start || dated, workload: workloadOf(draft, facts, draft.start || today) };
}

function workloadOf(draft: Draft, facts: AdviceFacts, start: string): Workload {
  if (draft.way === "rates") return { kind: "rates", rates: draft.rates.map((rate) => ({ ...rate, perMonth: plainRate(rate.perMonth) })) };
  if (draft.way === "requests") {
    const requests = draft.requests.map(({ day, level, quarters }) => ({ day: dayNumber(day) - dayNumber(start), level, quarters }));
    return { kind: "requests", requests: requests.sort((a, b) => a.day - b.day) };
  }
  return { kind: "pattern", rows: draft.way === "short" ? shortRows(draft, facts) : draft.rows.map((row) => rowOf(row, draft)) };
}

function rowOf({ level, quarters, count, months }: PatternDraft, draft: Draft): PatternRow {
  const named = readMonths(months, draft.months) ?? [];
  return { level, quarters, count: Number(count), months: named.length ? named : null };
}
