/** What an order's page works out from the order: its attempt, what is in flight, and when to look again. */
import type { AttemptView, Method, OrderView } from "../api/orders.ts";
import { answersOne } from "../api/pricing.ts";

/** What the buyer is told about the newest attempt. */
export type AttemptNews = "declined" | "failed" | "left" | "expired";

const NEWS: Partial<Record<AttemptView["state"], AttemptNews>> = {
  declined: "declined",
  failed: "failed",
  abandoned: "left",
  expired: "expired",
};

const FIRST_WAIT_MS = 1500;
const LONGEST_WAIT_MS = 30_000;
/** A person does not check what was stated within seconds. */
const CHECKING_WAIT_MS = 20_000;

/** The attempt on whose page the buyer may still be paying; one whose page the provider did not open is none. */
export function openAttempt({ state, attempts }: OrderView): AttemptView | null {
  if (state !== "awaiting_payment") return null;
  return attempts.find((each) => each.redirect_url !== null && isOpen(each)) ?? null;
}

/** True while a wire is awaited. */
export function awaitsWire({ state, attempts, wire }: OrderView): boolean {
  return state === "awaiting_payment" && wire !== null && attempts.some((each) => each.method === "wire" && isOpen(each));
}

function isOpen({ state }: AttemptView): boolean {
  return state === "created" || state === "pending";
}

/** True when the provider has taken the payment on but not the money yet, as for a bank debit: nothing is left to do. */
export function onItsWay(order: OrderView): boolean {
  return openAttempt(order)?.in_flight === true;
}

/** How an order's standing is told, where its state alone would say too much or too little. */
export type Standing = "overtaken" | "booked" | "suspended" | "taken_back" | "ended" | OrderView["state"];

/**
 * `booked` is paid for cover that only begins later; `overtaken` cannot be put in force as it was ordered. `suspended`
 * serves no request now, `taken_back` was lost in a dispute, and of what is `ended` nothing is in force any more.
 */
export function standingOf({ state, overtaken, paid, terms, incidents, dispute }: OrderView): Standing {
  if (overtaken && (state === "awaiting_payment" || state === "awaiting_approval")) return "overtaken";
  if (dispute === "lost") return "taken_back";
  if (state === "fulfilled" && terms.length > 0 && [...terms, ...incidents].every(({ ended }) => ended)) return "ended";
  if ((state === "fulfilled" || state === "part_refunded") && terms.some((each) => each.suspended_on && !each.ended)) return "suspended";
  const later = paid !== null && terms.length > 0 && terms.every(({ term }) => term.start > paid.counted_on);
  return state === "fulfilled" && later ? "booked" : state;
}

/** How the newest attempt ended, where the order can still be paid and no attempt is open. */
export function attemptNews(order: OrderView): { news: AttemptNews; method: Method } | null {
  const newest = order.attempts[0];
  const news = newest && NEWS[newest.state];
  if (!news || order.state !== "awaiting_payment" || openAttempt(order) || awaitsWire(order)) return null;
  return { news, method: newest.method };
}

/** True while something is expected to change by itself soon. */
export function inFlight(order: OrderView): boolean {
  return openAttempt(order) !== null || awaitsWire(order) || ["paid", "rejected", "awaiting_approval"].includes(order.state);
}

/** True for an order that no payment is expected for. */
export function settled({ state }: OrderView): boolean {
  return state !== "awaiting_payment";
}

/** How long to wait before the next look: longer each time, so that a forgotten tab asks little. */
export function nextWait(round: number, { state }: OrderView): number {
  if (state === "awaiting_approval") return CHECKING_WAIT_MS;
  return Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 1.5 ** round);
}

/** The token in an order's address. */
export function tokenOf(path: string): string {
  return /^\/orders\/([^/]+)\/?$/.exec(path)?.[1] ?? "";
}

/** The configurator's lines of a price, by the position of their line in the selection. */
export function linesByPosition(order: OrderView): Record<number, OrderView["breakdown"]["lines"][number]> {
  const own = order.breakdown.lines.filter(answersOne);
  return Object.fromEntries(own.map((line, position) => [position, line]));
}
