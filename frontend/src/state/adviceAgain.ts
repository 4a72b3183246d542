/** An answer whose term has begun is asked for again from today, without what is past. */
import type { Advice, AdvisedOption } from "../api/advice.ts";
import { type PatternRow, type Question, writeAdvice } from "./advice.ts";
import { endOf } from "./tickets.ts";
import { dayNumber } from "./timeline.ts";

/** True where a term began before the day of the answer, whether it still runs or is over: nobody can buy it any more as it was worked out. */
export function hasBegun({ terms }: Pick<AdvisedOption, "terms">, { advised_on, over }: Pick<Advice, "advised_on" | "over">): boolean {
  return !over && terms.some(({ start }) => start < advised_on);
}

/** The same question from today on; null where nothing of it is to come, or where its months cannot be told anew without a guess. */
export function fromToday(question: Question, start: string, today: string): Question | null {
  const { workload } = question;
  // Without a first day it is asked from the day on which the link is opened.
  if (workload.kind === "rates") return { ...question, start: null };
  if (workload.kind === "requests") {
    if (workload.kept) return null;
    const past = dayNumber(today) - dayNumber(start);
    const requests = workload.requests.flatMap((each) => (each.day < past ? [] : [{ ...each, day: each.day - past }]));
    return requests.length ? { ...question, start: today, workload: { kind: "requests", requests } } : null;
  }
  if (workload.rows.every(({ months }) => months === null)) return { ...question, start: null };
  if (!turnsAlike(start) || !turnsAlike(today)) return null;
  const over = monthsOver(start, today);
  const rows = workload.rows.flatMap((row) => shifted(row, over));
  return rows.length ? { ...question, start: today, workload: { kind: "pattern", rows } } : null;
}

function shifted(row: PatternRow, over: number): PatternRow[] {
  if (!row.months) return [row];
  const months = row.months.flatMap((month) => (month > over ? [month - over] : []));
  return months.length ? [{ ...row, months }] : [];
}

/** Months that begin later than on the 28th turn on different days, so that those of one first day are not those of another. */
const turnsAlike = (day: string): boolean => Number(day.slice(8)) <= SHORTEST_MONTH;

const SHORTEST_MONTH = 28;

function monthsOver(start: string, today: string): number {
  let months = 0;
  while (endOf({ start, months: months + 1 }) <= today) months += 1;
  return months;
}

/** The address that a quote takes: without a first day where none was chosen, so that it begins on the day the quote is issued. */
export function ofQuote(question: Question, { start }: Pick<Advice, "start">): string {
  const dated = question.start !== null || question.workload.kind === "requests";
  return writeAdvice(dated ? { ...question, start } : question);
}
