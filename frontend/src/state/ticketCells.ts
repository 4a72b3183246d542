/** Days and lengths of time as other programs write them into a cell of a file. */

/** Which number stands first in `04/05/2026`; no single date of this form can tell. */
export type Order = "day" | "month";

/** What a plain number counts. */
export type Unit = "hours" | "minutes" | "seconds";

/** No support is older, and the server looks at no months outside of these years. */
const YEARS = [2000, 2199] as const;

interface WrittenDate {
  year: number;
  first: number;
  second: number;
  /** Null where only an agreement tells which of the two is the day. */
  order: Order | null;
}

const TIME = /(?:T|,? +)\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d{1,9})?)? ?(?:[ap]\.?m\.?)? ?(?:Z|UTC|GMT|[+-]\d{2}:?\d{2})?$/i;
const YEAR_FIRST = /^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})$/;
const DOTTED = /^(\d{1,2})\. ?(\d{1,2})\. ?(\d{4}|\d{2})$/;
// Two digits of a year only behind slashes: `25-03-01` may as well begin with the year.
const SLASHED = /^(\d{1,2})([/-])(\d{1,2})\2(\d{4}|(?<=\/)\d{2})$/;
/** Of years written with two digits. */
const CENTURY = 2000;

/** The parts of a date, without the time of day behind it; null for what is none. */
function written(text: string): WrittenDate | null {
  const date = text.trim().replace(TIME, "");
  const [, year, , month, day] = YEAR_FIRST.exec(date) ?? [];
  if (year) return { year: Number(year), first: Number(month), second: Number(day), order: "month" };
  const [, dottedDay, dottedMonth, dottedYear] = DOTTED.exec(date) ?? [];
  if (dottedDay) return { year: fullYear(dottedYear), first: Number(dottedDay), second: Number(dottedMonth), order: "day" };
  const [, first, , second, slashedYear] = SLASHED.exec(date) ?? [];
  return first ? { year: fullYear(slashedYear), first: Number(first), second: Number(second), order: null } : null;
}

function fullYear(text = ""): number {
  return text.length === 2 ? CENTURY + Number(text) : Number(text);
}

/** True for a date that can be read once somebody says which of its numbers is the day. */
export function needsOrder(text: string): boolean {
  return written(text)?.order === null && isDate(text);
}

/** Read the day of a cell as `2026-05-31`, as it is written and in no time zone; null for what is no day of the calendar. */
export function readDay(text: string, order: Order): string | null {
  const parts = written(text);
  if (!parts) return null;
  const [day, month] = (parts.order ?? order) === "day" ? [parts.first, parts.second] : [parts.second, parts.first];
  const moment = new Date(Date.UTC(parts.year, month - 1, day));
  const real = parts.year >= YEARS[0] && parts.year <= YEARS[1] && moment.getUTCMonth() === month - 1 && moment.getUTCDate() === day;
  return real ? moment.toISOString().slice(0, 10) : null;
}

/** True for any text that may be a date, whatever its order. */
export function isDate(text: string): boolean {
  return readDay(text, "day") !== null || readDay(text, "month") !== null;
}

export interface OrderFound {
  /** True where some date can be read in two orders. */
  asked: boolean;
  /** What the others of these dates prove; null where they prove nothing, or both. */
  order: Order | null;
  /** Which of the texts proves it. */
  proof: number | null;
  /** True where they prove both, so that some of them are wrong. */
  torn: boolean;
}

/** Tell from all dates of a column whether their order must be asked for, and what they themselves say of it. */
export function findOrder(texts: readonly string[]): OrderFound {
  const proofs: Record<Order, number | null> = { day: null, month: null };
  let asked = false;
  for (const [index, text] of texts.entries()) {
    const parts = written(text);
    if (!parts || parts.order) continue;
    asked = true;
    if (readDay(text, "month") === null && readDay(text, "day") !== null) proofs.day ??= index;
    if (readDay(text, "day") === null && readDay(text, "month") !== null) proofs.month ??= index;
  }
  const torn = proofs.day !== null && proofs.month !== null;
  const order = torn ? null : proofs.day !== null ? "day" : proofs.month !== null ? "month" : null;
  return { asked, order, proof: order && proofs[order], torn };
}

const NUMBER = /^(\d{0,6})(?:[.,](\d{1,6}))?$/;
const CLOCK = /^(\d{1,4}):([0-5]\d)(?::([0-5]\d))?$/;
const NAMED = /^([\d.,]+) ?(h|hrs?|hours?|m|mins?|minutes?|s|secs?|seconds?)\.?$/i;
const PARTS = /^(\d{1,4}) ?h(?:rs?|ours?)?\.? ?(\d{1,2}) ?m(?:ins?|inutes?)?\.?$/i;
const UNITS: Record<string, Unit> = { h: "hours", m: "minutes", s: "seconds" };
const SECONDS: Record<Unit, number> = { hours: 3600, minutes: 60, seconds: 1 };
const QUARTER = 900;

/**
 * Read a length of time in whole quarters of an hour, rounded up; null for what is none.
 *
 * A plain number counts `unit`; one that names its own, and `1:30`, which is hours and minutes, need none.
 */
export function readQuarters(text: string, unit: Unit): number | null {
  const cell = text.trim();
  const [, hours, minutes, seconds = "0"] = CLOCK.exec(cell) ?? PARTS.exec(cell) ?? [];
  if (hours) return Math.ceil((Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)) / QUARTER);
  const [, number = cell, name = ""] = NAMED.exec(cell) ?? [];
  return quarters(number, UNITS[name.charAt(0).toLowerCase()] ?? unit);
}

/** In whole numbers throughout, so that 0.1 of an hour is six minutes and not a little more. */
function quarters(number: string, unit: Unit): number | null {
  const [, whole = "", part = ""] = NUMBER.exec(number) ?? [];
  if (whole + part === "") return null;
  // `1,250` minutes may be a thousand and more, which nobody should have to notice in a total.
  if (unit !== "hours" && part.length === 3) return null;
  const scale = 10 ** part.length;
  return Math.ceil(((Number(whole || "0") * scale + Number(part || "0")) * SECONDS[unit]) / (QUARTER * scale));
}
