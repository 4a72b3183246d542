/** The question of a file's tickets: what it looks at comes from the file, all else from the form or the address. */
import { HORIZONS, type Question } from "./advice.ts";
import { restoreTickets } from "./kept.ts";
import type { Horizon, Ticket } from "./tickets.ts";
import { dayNumber } from "./timeline.ts";

/** `kept` names the tickets for the address; without it, the question has none that restores it. */
export function replayed(
  { family, needs }: Pick<Question, "family" | "needs">,
  tickets: readonly Ticket[],
  { start, months }: Horizon,
  kept: string | null,
): Question {
  const requests = tickets.map(({ on, level, quarters }) => ({ day: dayNumber(on) - dayNumber(start), level, quarters }));
  const horizon = HORIZONS.find((each) => each === months) ?? HORIZONS[0];
  return { family, needs, start, months: horizon, workload: { kind: "requests", requests, ...(kept ? { kept } : {}) } };
}

export interface Replayed {
  question: Question;
  tickets: Ticket[];
}

/** The name under which the tickets of a question wait in this tab; null where it is not about a file. */
export function keptName({ workload }: Question): string | null {
  return workload.kind === "requests" ? (workload.kept ?? null) : null;
}

/** Fill in the tickets that an address names; null where this tab does not hold them. */
export function restored(question: Question): Replayed | null {
  const { start, months } = question;
  const kept = keptName(question);
  const tickets = kept && restoreTickets(kept);
  if (!tickets || !start) return null;
  return { question: replayed(question, tickets, { start, months }, kept), tickets };
}
