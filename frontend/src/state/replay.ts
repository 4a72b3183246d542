/** What a replay says of every ticket: whether each choice would have covered it, as they came and at best. */
import type { Replayed } from "../api/advice.ts";
import type { Ticket } from "./tickets.ts";

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

/** In which of the two reckonings a ticket is beyond quota. */
export type BeyondIn = "both" | "came" | "best";

export function beyondIn({ came, best }: Beyond): BeyondIn {
  if (came && best) return "both";
  return came ? "came" : "best";
}

/** How many of them are beyond quota in which reckoning. */
export function beyondCounts(beyond: readonly Beyond[]): Record<BeyondIn, number> {
  const counts = { both: 0, came: 0, best: 0 };
  for (const each of beyond) counts[beyondIn(each)] += 1;
  return counts;
}

export interface CapDays {
  pool: string;
  /** As the API names it, such as `month_requests`. */
  cap: string;
  /** Earliest first, and each once. */
  days: string[];
}

/** The days on which each cap first refused a ticket, one a term, in the order in which they first did. */
export function capDays(caps: Replayed["caps"]): CapDays[] {
  const found = new Map<string, CapDays>();
  for (const { pool, scope, of, on } of [...caps].sort((a, b) => (a.on < b.on ? -1 : Number(a.on > b.on)))) {
    const cap = `${scope}_${of}`;
    const group = found.get(`${pool} ${cap}`) ?? { pool, cap, days: [] };
    found.set(`${pool} ${cap}`, { ...group, days: [...new Set([...group.days, on])] });
  }
  return [...found.values()];
}
