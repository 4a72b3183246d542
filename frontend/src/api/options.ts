/** How an installation can be extended or upgraded: every choice priced and dated by the server. */
import type { Money } from "./catalogue.ts";
import type { BookedTerm, InstallationSummary, LaneView, SafeWire } from "./installations.ts";
import type { Line, StartId, TermView } from "./prices.ts";
import { request } from "./request.ts";

/** How the credit of an upgrade comes about: the smaller of two shares of what was paid (R9). */
export interface Credit {
  value: Money;
  days_left: number;
  days: number;
  /** Requests at the price of single incidents. */
  requests_left: Money;
  requests: Money;
  counts: "days" | "requests";
  amount: Money;
  capped: boolean;
  explanation: string;
}

export type ChoiceKind = "extension" | "upgrade" | "new_installation";
export type Relation = "same" | "higher" | "lower" | "first";

export interface ExtensionChoice {
  kind: ChoiceKind;
  plan: string;
  plan_name: string;
  relation: Relation;
  periods: number;
  start: StartId | null;
  starts_on: string;
  last_covered_day: string;
  days_given_up: number;
  gap_days: number;
  explanation: string;
  covered_days: number;
  unit_price: Money;
  total: Money;
  price_per_day: Money;
  /** What changes against today's plan, a sentence each. */
  changes: string[];
  terms: TermView[];
  lanes_after: LaneView[];
  credit: Credit | null;
  /** What is sent to be priced and ordered. */
  line: Line;
  lines: number[];
  readings: string[];
  rules: string[];
}

export interface Refusal {
  plan: string;
  plan_name: string;
  rule: string;
  detail: string;
}

export interface Options {
  installation: InstallationSummary;
  today: string;
  cover_version: string;
  catalogue_version: string;
  current: BookedTerm | null;
  queued: BookedTerm[];
  opens_on: string | null;
  lanes: LaneView[];
  wire: SafeWire | null;
  choices: ExtensionChoice[];
  refused: Refusal[];
}

interface Asking {
  signal?: AbortSignal;
  /** The key of a reminder's link, for who is not signed in. */
  key?: string;
}

export function readOptions(id: string, { signal, key }: Asking = {}): Promise<Options> {
  return request<Options>(`/installations/${encodeURIComponent(id)}/options`, {
    ...(signal ? { signal } : {}),
    ...(key ? { authorization: extendKey(key) } : {}),
  });
}

export const extendKey = (key: string): string => `Extend ${key}`;
