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

export type FaultKind = "broken" | "noDate" | "badDate" | "noHours" | "badHours" | "zeroHours" | "manyHours" | "noLevel" | "outside" | "toCome" | "leftOut";

export interface BadRow {
  line: number;
  last: number;
  faults: { kind: FaultKind; text: string }[];
}

export interface Judged {
  tickets: Ticket[];
  bad: BadRow[];
  /** Those that can be read, and are not of the months that are replayed. */
  outside: BadRow[];
  /** Those of a value that is to be left out: that was said already, so none of them is bad. */
  leftOut: BadRow[];
}

/** How a column that nobody named in our words may be called, lower case. */
const NAMES: Record<Column, RegExp> = {
  date: /\b(date|day|created|opened|reported|received|submitted|datum|erstellt|fecha|data)\b/,
  level: /\b(level|tier|kind|type|category|severity|stufe|ebene|art|nivel)\b/,
  hours: /\b(hours?|hrs?|time spent|spent|effort|worked|duration|minutes|mins?|seconds|secs?|stunden|dauer|aufwand|horas)\b/,
};
/** Of a column that is called so, `2` is the level of that number; of another, such as one of severities, it may be anything. */
const NUMBERED = /\b(level|tier|stufe|ebene|nivel)\b/;
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

/** The name of a column as it is looked for. */
function nameOf(cell: string): string {
  return cell.toLowerCase().replace(/[_-]/g, " ");
}

/** Guess how a file is to be read, from its first rows; what is not clear stays open. */
export function guessReading(rows: readonly Row[], levels: readonly Level[]): Reading {
  const header = rows.length > 0 && !rows[0]?.cells.some((cell) => isDate(cell) || readQuarters(cell, "hours") !== null);
  const names = header ? (rows[0]?.cells ?? []).map(nameOf) : [];
  const sample = bodyOf(rows, header).slice(0, LOOKED_AT);
  const columns = guessColumns(columnsNamed(names), sample, levels, header);
  const reading: Reading = { header, columns, order: null, unit: unitNamed(names[columns.hours ?? -1] ?? ""), levels: new Map() };
  return { ...reading, order: orderOf(rows, reading).order, levels: guessLevels(rows, reading, levels) };
}

type Columns = Reading["columns"];

/** The columns whose names say what they are, each for one thing. */
function columnsNamed(names: readonly string[]): Columns {
  const columns: Columns = { date: null, hours: null, level: null };
  for (const column of ["date", "hours", "level"] as const) {
    const found = names.findIndex((name, index) => !Object.values(columns).includes(index) && NAMES[column].test(name));
    if (found >= 0) columns[column] = found;
  }
  return columns;
}

const isLikelyLength = (cell: string): boolean => (readQuarters(cell, "hours") ?? LIKELY_QUARTERS + 1) <= LIKELY_QUARTERS;

/** Find by their values the columns that no name tells; `1`, `2` and `3` are levels only where another column can be the hours. */
function guessColumns(named: Columns, sample: readonly Row[], levels: readonly Level[], header: boolean): Columns {
  const find = (taken: Columns, fits: (cell: string) => boolean) => columnThatFits(sample, new Set(Object.values(taken)), fits);
  const isLevel = (cell: string) => levelOf(cell, levels, !header) !== undefined;
  const dated = { ...named, date: named.date ?? find(named, isDate) };
  const level = dated.level ?? find(dated, (cell) => isLevel(cell) && !isLikelyLength(cell)) ?? find(dated, isLevel);
  const levelled = { ...dated, level };
  const hours = dated.hours ?? find(levelled, isLikelyLength);
  const onlyNumbers = hours === null && dated.level === null && find(dated, isLikelyLength) === level;
  return onlyNumbers ? { ...dated, hours: level } : { ...levelled, hours };
}

/** The first column of which every cell fits that holds anything. */
function columnThatFits(sample: readonly Row[], taken: ReadonlySet<number | null>, fits: (cell: string) => boolean): number | null {
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
  const { header, columns } = reading;
  const numbered = !header || NUMBERED.test(nameOf(rows[0]?.cells[columns.level ?? NO_COLUMN] ?? ""));
  for (const { value } of valuesOf(rows, reading)) {
    const level = levelOf(value, levels, numbered) ?? (value === "" && columns.level !== NO_COLUMN ? LEFT_OUT : undefined);
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

/** The one level that a cell can mean; a form that two of them share means none. `numbered` is whether `2` means one. */
function levelOf(cell: string, levels: readonly Level[], numbered: boolean): string | undefined {
  const value = plain(cell);
  const meant = value ? levels.filter((level) => formsOf(level, numbered).includes(value)) : [];
  return meant.length === 1 ? meant[0]?.id : undefined;
}

/** How people may write a level: `Level 3 (development)` as a whole, without and within its brackets, as `L3` and as `3`. */
function formsOf({ id, name }: Level, numbered: boolean): string[] {
  const outside = name.replace(/\(.*?\)/g, " ");
  const short = outside.replace(/(\p{L})\p{L}*/gu, "$1");
  const within = [...name.matchAll(/\((.*?)\)/g)].map(([, text = ""]) => text);
  return [id, name, outside, ...(/\d/.test(short) ? [short] : []), ...(numbered ? (outside.match(/\d+/g) ?? []) : []), ...within].map(plain);
}

/** Letters and digits alone, so that `level-3` is `Level 3`. */
function plain(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "");
}

/** Read every row; needs a reading that leaves nothing open. */
export function judge(rows: readonly Row[], reading: Reading): Judged {
  const tickets: Ticket[] = [];
  const bad: BadRow[] = [];
  const leftOut: BadRow[] = [];
  for (const row of bodyOf(rows, reading.header)) {
    if (isLeftOut(row, reading)) {
      leftOut.push({ line: row.line, last: row.last, faults: [{ kind: "leftOut", text: cellOf(row, reading.columns.level) }] });
      continue;
    }
    const judged = judgeRow(row, reading);
    if (Array.isArray(judged)) bad.push({ line: row.line, last: row.last, faults: judged });
    else tickets.push(judged);
  }
  return { tickets, bad, outside: [], leftOut };
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

/**
 * The month of the first ticket that is past, and as many months as the last one needs, of those that can be asked for.
 *
 * Where none is enough, the same of the newest tickets. So one mistyped year spoils no answer about all others.
 */
export function proposeHorizon(tickets: readonly Ticket[], lengths: readonly number[], today: string): Horizon | null {
  const days = replayable(tickets, today).map(({ on }) => on).sort();
  return spanOf(days, lengths) ?? spanOf(newestOf(days, Math.max(...lengths)), lengths);
}

/** The tickets that are past; all of them where none is. */
function replayable(tickets: readonly Ticket[], today: string): readonly Ticket[] {
  const past = tickets.filter(({ on }) => on <= today);
  return past.length ? past : tickets;
}

/** The shortest time that holds days in order, from the first day of a month; null where none does, or there is none. */
function spanOf(days: readonly string[], lengths: readonly number[]): Horizon | null {
  const [first, last] = [days[0], days.at(-1)];
  if (!first || !last) return null;
  const start = firstOfMonth(first);
  const months = lengths.find((length) => last < endOf({ start, months: length }));
  return months === undefined ? null : { start, months };
}

/** Of days in order, those of the newest so many months that hold a quarter of the days that any so many months hold. */
function newestOf(days: readonly string[], months: number): readonly string[] {
  const spans = [...new Set(days.map(firstOfMonth))].map((last) => {
    const [start, end] = [endOf({ start: last, months: 1 - months }), endOf({ start: last, months: 1 })];
    return days.filter((day) => start <= day && day < end);
  });
  const most = Math.max(...spans.map(({ length }) => length));
  return spans.findLast(({ length }) => length * 4 >= most) ?? [];
}

/** The first day of a day's own month. */
function firstOfMonth(day: string): string {
  return `${day.slice(0, 7)}-01`;
}

/** The first day after a horizon; months turn on the day of its start, or on their last where they have no such day (R16). */
export function endOf({ start, months }: Horizon): string {
  const [year = 0, month = 0, day = 0] = start.split("-").map(Number);
  const lastDay = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 + months, Math.min(day, lastDay))).toISOString().slice(0, 10);
}

/** Set tickets outside a horizon apart, and those to come unless it begins today or later, by line; the others are by date, as they came within a day. */
export function within({ tickets, bad, leftOut }: Judged, horizon: Horizon, today: string): Judged {
  const end = endOf(horizon);
  const open = horizon.start >= today ? tickets : replayable(tickets, today);
  const replayed = new Set(open.filter(({ on }) => horizon.start <= on && on < end));
  const apart = ({ line, on }: Ticket): BadRow => ({ line, last: line, faults: [{ kind: on > today ? "toCome" : "outside", text: on }] });
  const outside = tickets.filter((each) => !replayed.has(each)).map(apart);
  return {
    tickets: [...replayed].sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : a.line - b.line)),
    bad,
    outside: outside.sort((a, b) => a.line - b.line),
    leftOut,
  };
}
