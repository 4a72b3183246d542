/** What a selection costs: the lines that are sent, and the price that comes back. */
import { request } from "./request.ts";
import type { components } from "./schema.d.ts";

// What is sent is typed by hand: in the document, ids of plans and levels are enums of one catalogue, and here they are data.
export type StartId = StartChoice["id"];

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
  /** For an installation in the books that never had a term. */
  installation_id?: string;
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

/** An extension of an installation in the books; `cover_version` says which of its terms the buyer was shown. */
export interface InstallationExtension {
  kind: "installation_extension";
  installation_id: string;
  plan: string;
  periods: number;
  start: StartId | null;
  confirmed_days_given_up?: number;
  cover_version: string | null;
}

/** A higher tier from today, for an installation in the books (R9). */
export interface Upgrade {
  kind: "upgrade";
  installation_id: string;
  plan: string;
  cover_version: string | null;
}

/** The line of a choice as the server gives it: null where its kind takes no such member. */
export interface ChoiceLine {
  kind: "installation_extension" | "upgrade" | "new_installation";
  installation_id: string;
  plan: string;
  periods: number | null;
  start: StartId | null;
  cover_version: string | null;
}

export type Line = NewInstallation | Extension | Incidents | InstallationExtension | Upgrade;

type Schemas = components["schemas"];

/** `[start, end)`; people are told the last covered day. */
export type Window = Schemas["Window"];

/** One plan covering one installation; a window is null where the vendor's terms do not state one. */
export type TermView = Schemas["Term"];

export type StartChoice = Schemas["StartChoice"];

/** A line of a price. A line of kind `fee` belongs to the selection's line before it. */
export type PriceLine = Schemas["PriceLine"];

export type PriceBreakdown = Schemas["PriceBreakdown"];

/** What a price is asked for; without a currency it is the catalogue's own. */
export interface PriceQuestion {
  lines: Line[];
  currency?: string;
  /** Of the buyer: without a country there is no tax in the price. */
  country?: string;
  tax_id?: string;
}

/** The price of a selection, by the same code that prices an order. */
export function askPrice(question: PriceQuestion, signal?: AbortSignal, authorization?: string): Promise<PriceBreakdown> {
  return request<PriceBreakdown>("/prices", { body: question, ...(signal ? { signal } : {}), ...(authorization ? { authorization } : {}) });
}
