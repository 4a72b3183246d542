/** Dates for the eye: calendar dates are never moved by the reader's time zone. */

const LOCALE = "en-GB";

const DAY = new Intl.DateTimeFormat(LOCALE, { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });

/** A calendar date in words: `2026-12-31` becomes `31 December 2026`. */
export function formatDate(date: string): string {
  return DAY.format(new Date(`${date}T00:00:00Z`));
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
