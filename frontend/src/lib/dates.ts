/** Dates for the eye: calendar dates are never moved by the reader's time zone. */

const LOCALE = "en-GB";

const DAY = new Intl.DateTimeFormat(LOCALE, { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });

/** A calendar date in words: `2026-12-31` becomes `31 December 2026`. */
export function formatDate(date: string): string {
  return DAY.format(new Date(`${date}T00:00:00Z`));
}

const SHORT = new Intl.DateTimeFormat(LOCALE, { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" });
const DAY_OF_YEAR = new Intl.DateTimeFormat(LOCALE, { day: "numeric", month: "long", timeZone: "UTC" });
const MONTH = new Intl.DateTimeFormat(LOCALE, { month: "short", timeZone: "UTC" });

/** The same where room is scarce: `31 Dec 2026`. */
export function formatShortDate(date: string): string {
  return SHORT.format(new Date(`${date}T00:00:00Z`));
}

/** The first and the last day of a span; the year once where it is the same: `3 March`, `9 April 2026`. */
export function formatSpan(first: string, last: string): [string, string] {
  const format = first.slice(0, 4) === last.slice(0, 4) ? DAY_OF_YEAR : DAY;
  return [format.format(new Date(`${first}T00:00:00Z`)), formatDate(last)];
}

/** A month's short name: `Apr`. */
export function formatMonth(date: string): string {
  return MONTH.format(new Date(`${date}T00:00:00Z`));
}

/** A moment in the reader's own time zone, which it names: `31 December 2026 at 14:05 CET`. */
export function formatMoment(moment: string, timeZone?: string): string {
  return new Intl.DateTimeFormat(LOCALE, {
    day: "numeric",
    month: "long",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    timeZoneName: "short",
    ...(timeZone ? { timeZone } : {}),
  }).format(new Date(moment));
}

/** The last covered day in words: every screen says it instead of the exclusive end. */
export function formatLastCoveredDay(term: { last_covered_day: string }): string {
  return formatDate(term.last_covered_day);
}

/** True for a calendar date that exists, written in full. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const moment = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(moment.getTime()) && moment.toISOString().startsWith(text);
}
