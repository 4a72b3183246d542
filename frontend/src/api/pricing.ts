/** Pricing what can be priced: a faulty line is left out and told, and the rest still gets its price. */
import type { Line, PriceBreakdown, PriceLine } from "./prices.ts";
import { ProblemError } from "./request.ts";

/** A fault at a line's place; `field` names the member, or is empty for the line as a whole. */
export interface LineFault {
  at: string;
  field: string;
  text: string;
  rule: string;
}

export interface Answer {
  /** Null when no line could be priced. */
  breakdown: PriceBreakdown | null;
  faults: LineFault[];
  /** The price of each place: its own line first, then what a rule adds to it. */
  priced: Record<string, PriceLine[]>;
}

interface Placed {
  at: string;
  line: Line;
}

/**
 * Ask for a price; where lines are refused, ask again without them.
 *
 * @throws ProblemError when the refusal is not about lines, or the server could not be asked.
 */
export async function priceWhatHolds(entries: Placed[], ask: (lines: Line[]) => Promise<PriceBreakdown>): Promise<Answer> {
  let rest = entries;
  const faults: LineFault[] = [];
  while (rest.length > 0) {
    try {
      const breakdown = await ask(rest.map(({ line }) => line));
      return { breakdown, faults, priced: byPlace(breakdown, rest) };
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      const found = lineFaults(error, rest);
      if (found.length === 0) throw error;
      faults.push(...found);
      rest = rest.filter(({ at }) => !found.some((fault) => fault.at === at));
    }
  }
  return { breakdown: null, faults, priced: {} };
}

/** The faults of a problem that point at lines, at the places of those lines. */
export function lineFaults(problem: ProblemError, entries: { at: string }[]): LineFault[] {
  return problem.errors.flatMap(({ pointer, detail, rule }) => {
    const [, position, path = ""] = /^\/lines\/(\d+)(?:\/(.+))?$/.exec(pointer) ?? [];
    const entry = entries[Number(position ?? -1)];
    return entry ? [{ at: entry.at, field: path.replace("installation/", ""), text: detail, rule }] : [];
  });
}

/** Kinds of lines that a rule adds to the line before them. */
const ADDED: ReadonlySet<string> = new Set(["fee", "credit", "discount"]);

/** True for a line that answers a line that was sent. */
export const answersOne = ({ kind }: { kind: string }): boolean => !ADDED.has(kind);

/** Lines of a price follow the lines that were sent; a fee, a credit or a discount follows the line it is added to. */
export function byPlace(breakdown: PriceBreakdown, entries: { at: string }[]): Record<string, PriceLine[]> {
  const priced: Record<string, PriceLine[]> = {};
  let position = -1;
  for (const line of breakdown.lines) {
    if (answersOne(line)) position += 1;
    const at = entries[position]?.at;
    if (at) (priced[at] ??= []).push(line);
  }
  return priced;
}

/**
 * What an answer says of other lines than it was asked for: a line that changed since has neither price nor fault, and
 * then there is no total.
 */
export function whatHolds(answer: Answer, asked: Placed[], now: Placed[]): Answer {
  if (sameLines(asked, now)) return answer;
  const held = new Set(now.filter(({ at, line }) => asked.some((each) => each.at === at && sameLine(each.line, line))).map(({ at }) => at));
  return {
    breakdown: null,
    faults: answer.faults.filter(({ at }) => held.has(at)),
    priced: Object.fromEntries(Object.entries(answer.priced).filter(([at]) => held.has(at))),
  };
}

export function sameLines(asked: Placed[], now: Placed[]): boolean {
  return JSON.stringify(asked) === JSON.stringify(now);
}

function sameLine(one: Line, other: Line): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

export const faultsAt = (faults: LineFault[], at: string): LineFault[] => faults.filter((fault) => fault.at === at);

/** The days of the running term that the start which holds at a place gives up (R2). */
export function daysGivenUp({ priced }: Answer, at: string): number {
  const line = priced[at]?.[0];
  return line?.start_choices.find(({ id }) => id === line.start)?.days_given_up ?? 0;
}
