/** What was asked, told again beside the answer, so that its figures can be followed on paper. */
import { type DatedRequest, type PatternRow, type Question, type RateRow } from "./advice.ts";
import { type AdviceFacts, findFamily } from "./adviceFacts.ts";
import { dayNumber, isoDay } from "./timeline.ts";

/** When requests come that are alike, and how many of them then. */
export type When =
  | { kind: "monthly"; count: number }
  | { kind: "months"; count: number; months: readonly number[] }
  | { kind: "days"; days: readonly { day: string; count: number }[] }
  | { kind: "span"; count: number; first: string; last: string }
  | { kind: "rate"; perMonth: string };

/** Requests that are alike; of a file's tickets, all of one level. Lengths in quarters of an hour. */
export interface AskedRow {
  level: string;
  shortest: number;
  longest: number;
  when: When;
}

/** The rows of a question that begins on `start`; `listed` is false for a file's tickets, which are told together. */
export function askedRows({ workload }: Question, start: string, listed: boolean): AskedRow[] {
  if (workload.kind === "pattern") return workload.rows.map(ofPattern);
  if (workload.kind === "rates") return workload.rates.map(ofRate);
  const begin = dayNumber(start);
  const alike = ({ level, quarters }: DatedRequest) => (listed ? `${level} ${quarters}` : level);
  return grouped(workload.requests, alike).map((requests) => ofDated(requests, begin, listed));
}

function ofPattern({ level, quarters, count, months }: PatternRow): AskedRow {
  return { level, shortest: quarters, longest: quarters, when: months ? { kind: "months", count, months } : { kind: "monthly", count } };
}

function ofRate({ level, quarters, perMonth }: RateRow): AskedRow {
  return { level, shortest: quarters, longest: quarters, when: { kind: "rate", perMonth } };
}

function ofDated(requests: DatedRequest[], begin: number, listed: boolean): AskedRow {
  const days = requests.map(({ day }) => day).sort((a, b) => a - b);
  const lengths = requests.map(({ quarters }) => quarters).sort((a, b) => a - b);
  const dated = (day: number | undefined) => isoDay(begin + (day ?? 0));
  const told = grouped(days, String).map((same) => ({ day: dated(same[0]), count: same.length }));
  const when: When = listed ? { kind: "days", days: told } : { kind: "span", count: days.length, first: dated(days[0]), last: dated(days.at(-1)) };
  return { level: requests[0]?.level ?? "", shortest: lengths[0] ?? 0, longest: lengths.at(-1) ?? 0, when };
}

function grouped<Item>(items: readonly Item[], keyOf: (item: Item) => string): Item[][] {
  const groups = new Map<string, Item[]>();
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item]);
  return [...groups.values()];
}

/** How many requests of a pool a question expects: a number in all, or numbers a month that are uncertain. */
export interface AskedCount {
  pool: string;
  requests: number;
  perMonth: string[];
}

/** By pool, without those of which none are expected. */
export function askedCounts({ workload, months }: Question, { pools }: AdviceFacts): AskedCount[] {
  const counted = pools.map(({ name, levels }): AskedCount => {
    const inPool = ({ level }: { level: string }) => levels.includes(level);
    if (workload.kind === "rates") return { pool: name, requests: 0, perMonth: workload.rates.filter(inPool).map(({ perMonth }) => perMonth) };
    if (workload.kind === "requests") return { pool: name, requests: workload.requests.filter(inPool).length, perMonth: [] };
    const counts = workload.rows.filter(inPool).map((row) => row.count * (row.months?.length ?? months));
    return { pool: name, requests: counts.reduce((sum, each) => sum + each, 0), perMonth: [] };
  });
  return counted.filter(({ requests, perMonth }) => requests > 0 || perMonth.length > 0);
}

/** The services that must be there, by name. */
export function neededServices({ family, needs }: Question, facts: AdviceFacts): string[] {
  const services = findFamily(facts, family)?.services ?? [];
  return services.filter(({ id }) => needs.services.includes(id)).map(({ name }) => name);
}
