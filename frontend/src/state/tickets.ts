/** Last year's tickets out of a file: which cell means what, what cannot be read, and the numbers that are sent. */
import type { Level } from "../api/catalogue.ts";
import type { Row } from "../lib/table.ts";
import { findOrder, isDate, type Order, type OrderFound, readDay, readQuarters, type Unit } from "./ticketCells.ts";

/** As many tickets, and as long a one, as the server takes. */
export const MOST_TICKETS = 10_000;
export const MOST_QUARTERS = 96;
/** A column with more values than this is hardly one of levels, and nobody maps so many by hand. */
export const MOST_VALUES = 40;
export const LONGEST_FILE = 32 * 1024 * 1024;

/** Stands where a file has no column of levels: all its tickets are of one. */
export const NO_COLUMN = -1;
/** Chosen in place of a level, for tickets that are no support at all; in place of none, a fault that is told. */
export const LEFT_OUT = "-";

export const COLUMNS = ["date", "level", "hours"] as const;
export type Column = (typeof COLUMNS)[number];

/** How the cells of a file are taken; null is yet to be chosen. */
export interface Reading {
  header: boolean;
  columns: Record<Column, number | null>;
  order: Order | null;
  unit: Unit;
  /** From a value of the file, as `valueOf` has it, to a level or LEFT_OUT. */
  levels: ReadonlyMap<string, string>;
}

/** A ticket that can be replayed. */
export interface Ticket {
  line: number;
  /** The day, such as `2026-05-31`. */
  on: string;
  level: string;
  quarters: number;
}

export type FaultKind = "broken" | "noDate" | "badDate" | "noHours" | "badHours" | "zeroHours" | "manyHours" | "noLevel" | "outside";

export interface BadRow {
  line: number;
  last: number;
  faults: { kind: FaultKind; text: string }[];
}

export interface Judged {
  tickets: Ticket[];
  bad: BadRow[];
  /** How many are of a value that is to be left out: that was said already, so none of them is bad. */
  leftOut: number;
}

/** How a column that nobody named in our words may be called, lower case. */
const NAMES: Record<Column, RegExp> = {
  date: /\b(date|day|created|opened|reported|received|submitted|datum|erstellt|fecha|data)\b/,
  level: /\b(level|tier|kind|type|category|severity|stufe|ebene|art|nivel)\b/,
  hours: /\b(hours?|hrs?|time spent|spent|effort|worked|duration|minutes|mins?|seconds|secs?|stunden|dauer|aufwand|horas)\b/,
};
const LOOKED_AT = 50;
/** A column of longer ones, that nothing else names, is rather one of numbers of tickets. */
const LIKELY_QUARTERS = 96;

/** The tickets' own rows. */
export function bodyOf(rows: readonly Row[], header: boolean): readonly Row[] {
  return header ? rows.slice(1) : rows;
}

function cellOf(row: Row, column: number | null): string {
  return (column === null ? undefined : row.cells[column])?.trim() ?? "";
}

/** Guess how a file is to be read, from its first rows; what is not clear stays open. */
export function guessReading(rows: readonly Row[], levels: readonly Level[]): Reading {
  const header = rows.length > 0 && !rows[0]?.cells.some((cell) => isDate(cell) || readQuarters(cell, "hours") !== null);
  const names = header ? (rows[0]?.cells ?? []).map((cell) => cell.toLowerCase().replace(/[_-]/g, " ")) : [];
  const sample = bodyOf(rows, header).slice(0, LOOKED_AT);
  const taken = new Set<number>();
  const find = (column: Column, fits: (cell: string) => boolean): number | null => {
    const named = names.findIndex((name, index) => !taken.has(index) && NAMES[column].test(name));
    const found = named >= 0 ? named : columnThatFits(sample, taken, fits);
    if (found !== null) taken.add(found);
    return found;
  };
  const date = find("date", isDate);
  const hours = find("hours", (cell) => (readQuarters(cell, "hours") ?? LIKELY_QUARTERS + 1) <= LIKELY_QUARTERS);
  const level = find("level", (cell) => levelOf(cell, levels) !== undefined);
  const reading: Reading = { header, columns: { date, level, hours }, order: null, unit: unitNamed(names[hours ?? -1] ?? ""), levels: new Map() };
  return { ...reading, order: orderOf(rows, reading).order, levels: guessLevels(rows, reading, levels) };
}

/** The first column of which every cell fits that holds anything. */
function columnThatFits(sample: readonly Row[], taken: ReadonlySet<number>, fits: (cell: string) => boolean): number | null {
  const width = Math.max(0, ...sample.map(({ cells }) => cells.length));
  for (let column = 0; column < width; column += 1) {
    const cells = sample.map((row) => cellOf(row, column)).filter(Boolean);
    // One that cannot be read is left to be told as a bad row.
    if (!taken.has(column) && cells.length > 0 && cells.filter(fits).length * 5 >= cells.length * 4) return column;
  }
  return null;
}

function unitNamed(name: string): Unit {
  if (/\b(minutes|mins?)\b/.test(name)) return "minutes";
  return /\b(seconds|secs?)\b/.test(name) ? "seconds" : "hours";
}

/** What the dates of a file tell of their order; `proof` is an index into its body. */
export function orderOf(rows: readonly Row[], { header, columns }: Reading): OrderFound {
  return findOrder(bodyOf(rows, header).map((row) => cellOf(row, columns.date)));
}

/** One value of the column of levels, whatever its case. */
export function valueOf(cell: string): string {
  return cell.trim().toLowerCase();
}

export interface Value {
  value: string;
  /** As the file writes it first; empty for cells that are. */
  text: string;
  count: number;
}

/** The distinct values of the column of levels, the most frequent first; one that is empty stands for all without a column. */
export function valuesOf(rows: readonly Row[], { header, columns }: Reading): Value[] {
  const found = new Map<string, Value>();
  if (columns.level === null) return [];
  for (const row of bodyOf(rows, header)) {
    const text = cellOf(row, columns.level);
    const value = found.get(valueOf(text)) ?? { value: valueOf(text), text, count: 0 };
    found.set(value.value, { ...value, count: value.count + 1 });
  }
  return [...found.values()].sort((a, b) => b.count - a.count);
}

/**
 * Guess the level of every value that is a level's id or a form of its name; what was chosen before stays.
 *
 * Empty cells are left out, as bad rows that must be agreed to, until somebody says which level they are.
 */
export function guessLevels(rows: readonly Row[], reading: Reading, levels: readonly Level[]): Map<string, string> {
  const guessed = new Map(reading.levels);
  for (const { value } of valuesOf(rows, reading)) {
    const level = levelOf(value, levels) ?? (value === "" && reading.columns.level !== NO_COLUMN ? LEFT_OUT : undefined);
    if (level && !guessed.has(value)) guessed.set(value, level);
  }
  return guessed;
}

/** Change how a file is read; what rests on the change is guessed anew, and everything else stays as it was chosen. */
export function changeReading(rows: readonly Row[], reading: Reading, change: Partial<Reading>, levels: readonly Level[]): Reading {
  const next = { ...reading, ...change };
  const moved = (column: Column) => next.columns[column] !== reading.columns[column];
  const order = moved("date") || next.header !== reading.header ? orderOf(rows, next).order : next.order;
  const kept = moved("level") ? new Map<string, string>() : next.levels;
  return { ...next, order, levels: guessLevels(rows, { ...next, levels: kept }, levels) };
}

/** The one level that a cell can mean; a form that two of them share means none. */
function levelOf(cell: string, levels: readonly Level[]): string | undefined {
  const value = plain(cell);
  const meant = value ? levels.filter((level) => formsOf(level).includes(value)) : [];
  return meant.length === 1 ? meant[0]?.id : undefined;
}

/** How people may write a level: `Level 3 (development)` as a whole, without and within its brackets, and as `L3`. */
function formsOf({ id, name }: Level): string[] {
  const outside = name.replace(/\(.*?\)/g, " ");
  const short = outside.replace(/(\p{L})\p{L}*/gu, "$1");
  const within = [...name.matchAll(/\((.*?)\)/g)].map(([, text = ""]) => text);
  return [id, name, outside, ...(/\d/.test(short) ? [short] : []), ...within].map(plain);
}

/** Letters and digits alone, so that `level-3` is `Level 3`. */
function plain(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "");
}

/** Read every row; needs a reading that leaves nothing open. */
export function judge(rows: readonly Row[], reading: Reading): Judged {
  const tickets: Ticket[] = [];
  const bad: BadRow[] = [];
  let leftOut = 0;
  for (const row of bodyOf(rows, reading.header)) {
    if (isLeftOut(row, reading)) {
      leftOut += 1;
      continue;
    }
    const judged = judgeRow(row, reading);
    if (Array.isArray(judged)) bad.push({ line: row.line, last: row.last, faults: judged });
    else tickets.push(judged);
  }
  return { tickets, bad, leftOut };
}

/** Of a value that was chosen to be left out, whatever else is wrong with the row. */
function isLeftOut(row: Row, { columns, levels }: Reading): boolean {
  const value = valueOf(cellOf(row, columns.level));
  return !row.broken && value !== "" && levels.get(value) === LEFT_OUT;
}

function judgeRow(row: Row, { columns, order, unit, levels }: Reading): Ticket | BadRow["faults"] {
  if (row.broken) return [{ kind: "broken", text: "" }];
  const [date, hours, label] = [cellOf(row, columns.date), cellOf(row, columns.hours), cellOf(row, columns.level)];
  const on = readDay(date, order ?? "day");
  const quarters = readQuarters(hours, unit);
  const level = levels.get(valueOf(label)) ?? LEFT_OUT;
  const faults: BadRow["faults"] = [];
  if (on === null) faults.push({ kind: date ? "badDate" : "noDate", text: date });
  if (quarters === null) faults.push({ kind: hours ? "badHours" : "noHours", text: hours });
  if (quarters === 0) faults.push({ kind: "zeroHours", text: hours });
  if (quarters !== null && quarters > MOST_QUARTERS) faults.push({ kind: "manyHours", text: hours });
  if (level === LEFT_OUT) faults.push({ kind: "noLevel", text: label });
  return on === null || quarters === null || faults.length > 0 ? faults : { line: row.line, on, level, quarters };
}

/** The whole months that are replayed. */
export interface Horizon {
  /** Their first day. */
  start: string;
  months: number;
}

/** The month of the first ticket, and as many months as the last one needs, of those that can be asked for. */
export function proposeHorizon(tickets: readonly Ticket[], lengths: readonly number[]): Horizon | null {
  const days = tickets.map(({ on }) => on).sort();
  const [first, last] = [days[0], days.at(-1)];
  if (!first || !last) return null;
  const start = `${first.slice(0, 7)}-01`;
  const months = lengths.find((length) => last < endOf({ start, months: length })) ?? lengths.at(-1) ?? 0;
  return { start, months };
}

/** The first day after a horizon; months turn on the day of its start, or on their last where they have no such day (R16). */
export function endOf({ start, months }: Horizon): string {
  const [year = 0, month = 0, day = 0] = start.split("-").map(Number);
  const lastDay = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 + months, Math.min(day, lastDay))).toISOString().slice(0, 10);
}

/** Put tickets outside a horizon among the rows that are bad; tickets by date, as they came within a day, bad rows by line. */
export function within({ tickets, bad, leftOut }: Judged, horizon: Horizon): Judged {
  const end = endOf(horizon);
  const inside = (on: string) => horizon.start <= on && on < end;
  const outside = tickets.filter(({ on }) => !inside(on)).map(({ line, on }): BadRow => ({ line, last: line, faults: [{ kind: "outside", text: on }] }));
  return {
    tickets: tickets.filter(({ on }) => inside(on)).sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : a.line - b.line)),
    bad: [...bad, ...outside].sort((a, b) => a.line - b.line),
    leftOut,
  };
}

/** Days since the start, position of the level in the catalogue, quarters of an hour. */
export type SentRequest = [day: number, level: number, quarters: number];

export interface ReplayQuestion extends Horizon {
  /** In the order of the tickets; nothing else of a file is ever sent. */
  requests: SentRequest[];
}

const DAY = 86_400_000;

/** Reduce tickets to the numbers that are sent. */
export function questionOf(tickets: readonly Ticket[], horizon: Horizon, levels: readonly Level[]): ReplayQuestion {
  const first = Date.parse(horizon.start);
  const position = (level: string) => levels.findIndex(({ id }) => id === level);
  return { ...horizon, requests: tickets.map(({ on, level, quarters }) => [(Date.parse(on) - first) / DAY, position(level), quarters]) };
}
