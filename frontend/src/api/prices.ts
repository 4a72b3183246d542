/** What a selection costs: the lines that are sent, and the price that comes back. */
import type { Money } from "./catalogue.ts";
import { request } from "./request.ts";

export type StartId = "at_end" | "today" | "continuous" | "from_payment";

/** One server or gateway as its owner names it. */
export interface Installation {
  reference: string | null;
  label: string | null;
}

export interface NewInstallation {
  kind: "new_installation";
  plan: string;
  periods: number;
  installation?: Installation;
}

/** `start` null means the first open choice; days that it gives up are confirmed by their number when ordering. */
export interface Extension {
  kind: "extension";
  current_plan: string;
  last_covered_day: string;
  plan: string;
  periods: number;
  start: StartId | null;
  confirmed_days_given_up?: number;
  installation?: Installation;
}

export interface Incidents {
  kind: "incidents";
  level: string;
  units: number;
}

export type Line = NewInstallation | Extension | Incidents;

/** `[start, end)`; people are told the last covered day. */
export interface Window {
  start: string;
  end: string;
  last_covered_day: string;
}

/** One plan covering one installation; a window is null where the vendor's terms do not state one. */
export interface TermView extends Window {
  plan: string;
  days: number;
  critical_updates: Window | null;
  maintenance_upgrades: Window | null;
}

export interface StartChoice {
  id: StartId;
  start: string;
  last_covered_day: string;
  days_given_up: number;
  gap_days: number;
  explanation: string;
}

/** A line of a price. A line of kind `fee` belongs to the selection's line before it. */
export interface PriceLine {
  kind: "new_installation" | "extension" | "incidents" | "fee";
  title: string;
  plan: string | null;
  level: string | null;
  quantity: number;
  unit_price: Money;
  total: Money;
  buys: string;
  terms: TermView[];
  start: StartId | null;
  start_choices: StartChoice[];
  stated_by_buyer: boolean;
  lines: number[];
  readings: string[];
  rules: string[];
}

export interface PriceBreakdown {
  catalogue_version: string;
  priced_on: string;
  currency: string;
  net_of_tax: boolean;
  lines: PriceLine[];
  total: Money;
}

/** The price of a selection, by the same code that prices an order. */
export function askPrice(lines: Line[], signal?: AbortSignal): Promise<PriceBreakdown> {
  return request<PriceBreakdown>("/prices", { body: { lines }, ...(signal ? { signal } : {}) });
}
