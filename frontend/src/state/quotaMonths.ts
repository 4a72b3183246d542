/** What became of a quota, with months and terms that are alike told once: 36 of them are soon one line. */
import type { AdvisedTerm, MonthUse, Spent, TermUse } from "../api/advice.ts";

/** Consecutive months of one quota in each of which the same was asked, used and lost; `end` is exclusive. */
export interface MonthsAlike extends MonthUse {
  count: number;
}

/** The months of all terms, earliest first; over a gap without a term they are told apart. */
export function monthsAlike(terms: readonly TermUse[]): MonthsAlike[] {
  const told: MonthsAlike[] = [];
  for (const month of terms.flatMap(({ months }) => months)) {
    const before = told.at(-1);
    if (before?.end === month.start && sameMonth(before, month)) told[told.length - 1] = { ...before, end: month.end, count: before.count + 1 };
    else told.push({ ...month, count: 1 });
  }
  return told;
}

function sameMonth(one: MonthUse, other: MonthUse): boolean {
  return same(one.asked, other.asked) && same(one.best, other.best) && same(one.came, other.came) && same(one.lapsed, other.lapsed);
}

/** Consecutive terms of one plan whose quota was used alike; `end` is exclusive. */
export interface UsesAlike extends TermUse {
  plan: string;
  count: number;
}

/** The quota of each term, with the name of its plan. */
export function usesAlike(uses: readonly TermUse[], terms: readonly AdvisedTerm[]): UsesAlike[] {
  const told: UsesAlike[] = [];
  for (const use of uses) {
    const plan = terms.find(({ month }) => month === use.month)?.name ?? "";
    const before = told.at(-1);
    if (before?.plan === plan && before.end === use.start && sameUse(before, use)) told[told.length - 1] = { ...before, end: use.end, count: before.count + 1 };
    else told.push({ ...use, plan, count: 1 });
  }
  return told;
}

function sameUse(one: TermUse, other: TermUse): boolean {
  return same(one.given, other.given) && same(one.best, other.best) && same(one.came, other.came);
}

/** Consecutive terms of one plan at one price; `end` is exclusive. */
export interface TermsAlike extends AdvisedTerm {
  count: number;
}

export function termsAlike(terms: readonly AdvisedTerm[]): TermsAlike[] {
  const told: TermsAlike[] = [];
  for (const term of terms) {
    const before = told.at(-1);
    if (before?.end === term.start && before.plan === term.plan) told[told.length - 1] = { ...before, end: term.end, count: before.count + 1 };
    else told.push({ ...term, count: 1 });
  }
  return told;
}

export function same(one: Spent, other: Spent): boolean {
  return one.requests === other.requests && one.minutes === other.minutes;
}
