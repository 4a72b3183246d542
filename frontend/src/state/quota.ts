/** What is left of a quota: a month gives no more than the term has left, and nothing is left once one measure is used up. */
import type { Quota } from "../api/installations.ts";

export interface Left {
  requests: number;
  minutes: number;
}

/** What can be used this month and in the whole term; null where the plan caps nothing there. */
export interface Usable {
  month: Left | null;
  term: Left | null;
}

export function usable({ month, period }: Pick<Quota, "month" | "period">): Usable {
  const term = period && { requests: period.requests.left, minutes: period.minutes.left };
  if (!month) return { month: null, term };
  const own = { requests: month.requests.left, minutes: month.minutes.left };
  return { month: term ? smaller(own, term) : own, term };
}

/** A request needs both a request and its time. */
export function isUsedUp({ requests, minutes }: Left): boolean {
  return requests === 0 || minutes === 0;
}

/** The scopes worth naming: the month does not count where the term has no more, nor the other way round once the term is used up. */
export function tellingScopes(of: Usable): Usable {
  const { month, term } = of;
  if (!month || !term) return of;
  const termDecides = isUsedUp(term) || (month.requests === term.requests && month.minutes === term.minutes);
  return termDecides ? { month: null, term } : of;
}

function smaller(one: Left, other: Left): Left {
  return { requests: Math.min(one.requests, other.requests), minutes: Math.min(one.minutes, other.minutes) };
}
