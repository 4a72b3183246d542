/** Advice on plans: the question that is sent, and the answer with its reasons. */
import type { Money } from "./catalogue.ts";
import { request } from "./request.ts";

/** Requests and minutes, used or given. */
export interface Amounts {
  requests: number;
  minutes: number;
}

/** A total with what it is made of; `by_agreement` counts requests that no price is stated for. */
export interface AdvisedTotal {
  total: Money;
  overflow: Money;
  per_month: Money;
  by_agreement: number;
  incidents: { pool: string; units: number; money: Money }[];
}

export interface AdvisedTerm {
  plan: string;
  name: string;
  month: number;
  months: number;
  start: string;
  end: string;
  price: Money;
  months_beyond: number;
  lines: number[];
  readings: string[];
}

export interface MonthOfQuota {
  month: number;
  start: string;
  asked: number;
  best: Amounts;
  came: Amounts;
  /** What the month's cap lets lapse; null where no plan runs or it caps no month. */
  unused: Amounts | null;
}

export interface TermOfQuota {
  month: number;
  given: Amounts | null;
  best: Amounts;
  came: Amounts;
}

export interface Usage {
  pool: string;
  months: MonthOfQuota[];
  terms: TermOfQuota[];
}

export interface Binding {
  pool: string;
  scope: "month" | "period";
  of: "requests" | "minutes";
  cap: number;
  lifting_saves: Money;
  sentence: string;
}

export interface Bought {
  text: string;
  lines: number[];
  readings: string[];
}

export interface Chances {
  expected: Money;
  median: Money;
  p90: Money;
  p95: Money;
  cheapest_percent: string;
}

export interface AdvisedOption {
  id: string;
  kind: "plan" | "adhoc" | "chain";
  name: string;
  rank: number;
  tied: boolean;
  terms: AdvisedTerm[];
  gaps: { start: string; end: string }[];
  price: Money;
  best: AdvisedTotal | null;
  came: AdvisedTotal | null;
  usage: Usage[];
  binding: Binding[];
  worth: { quota: Money; rest: Money; sentence: string; buys: Bought[] } | null;
  chances: Chances | null;
  notes: string[];
  configure: string | null;
}

export interface Flip {
  pool: string;
  count: number;
  from: string;
  to: string;
  stays: boolean;
  sentence: string;
  requests: [number, number, number][];
}

export interface Axis {
  pool: string;
  name: string;
  from: number;
  to: number;
}

export interface BreakEvenMap {
  rows: Axis;
  columns: Axis;
  here: { row: number; column: number } | null;
  options: { id: string; name: string }[];
  cells: number[][];
  ties: [number, number][];
  totals: number[][];
  sentence: string;
}

export interface CostCurve {
  pool: string;
  name: string;
  counts: number[];
  here: number;
  series: { id: string; name: string; totals: number[]; came: (number | null)[] }[];
}

export interface Advice {
  catalogue_version: string;
  advised_on: string;
  currency: string;
  net_of_tax: boolean;
  family: string;
  start: string;
  end: string;
  months: number;
  workload: {
    kind: AdviceQuestion["workload"]["kind"];
    requests: number;
    pools: { pool: string; name: string; requests: number; minutes: number; typical_minutes: number; incident: Money | null; lines: number[] }[];
  };
  options: AdvisedOption[];
  left_out: { plan: string; name: string; reason: "not_sold" | "need"; needs: string[]; sentence: string }[];
  reasons: { kind: string; sentence: string }[];
  needs: { need: string; name: string; costs: Money | null; without: string; sentence: string }[];
  flips: Flip[] | null;
  never: string[];
  map: BreakEvenMap | null;
  curves: CostCurve[] | null;
  replay: unknown[] | null;
}

/** What takes longer, and is only worked out when it is asked for. */
export type Part = "flips" | "map" | "curves" | "replay";

/** What is asked: requests with dates are numbers only (days since the start, position of the level, quarters of an hour). */
export interface AdviceQuestion {
  family: string;
  months: number;
  start?: string;
  needs: { services: string[]; critical_years: number; maintenance_years: number };
  workload:
    | { kind: "pattern"; rows: { level: string; quarters: number; count: number; months: number[] | null }[] }
    | { kind: "requests"; requests: [number, number, number][] }
    | { kind: "rates"; rates: { level: string; quarters: number; per_month: string }[] };
  parts: Part[];
}

export function askAdvice(question: AdviceQuestion, signal?: AbortSignal): Promise<Advice> {
  return request<Advice>("/advice", { body: question, ...(signal ? { signal } : {}) });
}
