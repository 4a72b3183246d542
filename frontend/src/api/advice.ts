/** Advice on plans: the question that is sent, and the answer with its reasons. */
import { request } from "./request.ts";
import type { components } from "./schema.d.ts";

type Schemas = components["schemas"];

export type Advice = Schemas["Advice"];

/** One way to be served; `best` is by the best possible use of quota, `came` as requests come. */
export type AdvisedOption = Schemas["AdvisedOption"];
export type AdvisedTerm = Schemas["AdvisedTerm"];
export type AdvisedTotal = Schemas["AdvisedTotal"];
export type Binding = Schemas["Binding"];
export type Bought = Schemas["Bought"];
export type Flip = Schemas["Flip"];
export type MonthUse = Schemas["MonthUse"];
export type PoolUse = Schemas["PoolUse"];
export type TermUse = Schemas["TermUse"];

/** Requests are named by their position among those that were sent; no caps refused one whose level no term covers then. */
export type Replayed = Schemas["Replay"];

/** So many requests, and the minutes they take in all. */
export type Spent = Schemas["Spent"];

/** What takes longer, and is only worked out when it is asked for. */
export type Part = "flips" | "map" | "curves" | "replay";

/** What is asked. Typed by hand: in the document, ids of families and levels are enums of one catalogue, and here they are data. */
export interface AdviceQuestion {
  family: string;
  months: number;
  /** Without it, the vendor's today. */
  start?: string;
  needs: { services: string[]; critical_years: number; maintenance_years: number };
  workload:
    | { kind: "pattern"; rows: { level: string; quarters: number; count: number; months: number[] | null }[] }
    /** Days since the start, place of the level in the catalogue, quarters of an hour. */
    | { kind: "requests"; requests: [number, number, number][] }
    | { kind: "rates"; rates: { level: string; quarters: number; per_month: string }[] };
  parts: Part[];
}

export function askAdvice(question: AdviceQuestion, signal?: AbortSignal): Promise<Advice> {
  return request<Advice>("/advice", { body: question, ...(signal ? { signal } : {}) });
}
