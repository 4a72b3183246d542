/** What a replay says of every ticket: whether each choice would have covered it, as they came and at best. */
import type { Money } from "../api/catalogue.ts";
import type { Ticket } from "./tickets.ts";

export interface Sum {
  total: Money;
  /** Requests that no price is stated for. */
  by_agreement: number;
}

export interface CapReached {
  pool: string;
  scope: string;
  of: string;
  /** Which of the option's terms, counted from 1. */
  term: number;
  on: string;
}

/** Requests are named by their position among those that were sent. */
export interface Replayed {
  id: string;
  /** As they came: which were beyond quota, and the caps that refused each; none where no term covers its level then. */
  beyond: readonly (readonly [position: number, caps: readonly string[]])[];
  caps: readonly CapReached[];
  best_beyond: readonly number[];
}

/** The part of an advice that a replay is told from. */
export interface ReplayAnswer {
  workload: { pools: readonly { pool: string; name: string }[] };
  options: readonly { id: string; name: string; terms: readonly unknown[]; best: Sum | null; came: Sum | null }[];
  replay: readonly Replayed[] | null;
}

/** A ticket that was beyond quota as they came (the caps that refused it, or none), at best, or both. */
export interface Beyond {
  ticket: Ticket;
  /** Null where it was covered. */
  came: readonly string[] | null;
  best: boolean;
}

/** The tickets beyond the quota of one option, by date. */
export function beyondOf({ beyond, best_beyond }: Replayed, tickets: readonly Ticket[]): Beyond[] {
  const came = new Map(beyond);
  const best = new Set(best_beyond);
  return tickets.flatMap((ticket, position) => {
    const caps = came.get(position) ?? null;
    return caps || best.has(position) ? [{ ticket, came: caps, best: best.has(position) }] : [];
  });
}

export interface CapDays {
  pool: string;
  /** As the API names it, such as `month_requests`. */
  cap: string;
  /** Earliest first, and each once. */
  days: string[];
}

/** The days on which each cap was reached, in the order in which they first were. */
export function capDays(caps: readonly CapReached[]): CapDays[] {
  const found = new Map<string, CapDays>();
  for (const { pool, scope, of, on } of [...caps].sort((a, b) => (a.on < b.on ? -1 : Number(a.on > b.on)))) {
    const cap = `${scope}_${of}`;
    const group = found.get(`${pool} ${cap}`) ?? { pool, cap, days: [] };
    found.set(`${pool} ${cap}`, { ...group, days: [...new Set([...group.days, on])] });
  }
  return [...found.values()];
}
