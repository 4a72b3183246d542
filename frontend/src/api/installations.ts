/** Installations of a customer: what is covered, what is left of the quota, and what was asked for. */
import { request } from "./request.ts";
import type { components } from "./schema.d.ts";

type Schemas = components["schemas"];

/** One lane of the timeline: the union of what the terms cover, and the days between. Gaps end today at most. */
export type LaneView = Schemas["Lane"];
export type Lane = LaneView["lane"];
export type Gap = Schemas["Gap"];

/** A term in the books; `closed_on` is the first day without its support. */
export type BookedTerm = Schemas["BookedTerm"];
export type TermState = BookedTerm["state"];
export type Origin = BookedTerm["origin"];

export type Count = Schemas["Count"];
export type QuotaWindow = Schemas["QuotaWindow"];

/** What is left of one pool of a term; a null window has no cap of its own. */
export type Quota = Schemas["QuotaUse"];

/** Prepaid incident units of the customer, usable for any of its installations. */
export type Units = Schemas["OwnedUnits"];

/** One request as the help desk recorded it. */
export type SupportRequest = Schemas["Request"];

/** The latest day to order and send a wire that arrives before the cover ends. */
export type SafeWire = Schemas["SafeWire"];

/** An order for an installation that waits for its money, or whose money waits for a check. */
export type OpenOrder = Schemas["OpenOrder"];

export type InstallationSummary = Schemas["Standing"];

/** Everything the page of an installation shows. */
export type InstallationView = Schemas["Installation"];

export type CoverageAnswer = Schemas["CoverageAnswer"];

const at = (id: string) => `/installations/${encodeURIComponent(id)}`;

export function readInstallation(id: string, signal?: AbortSignal): Promise<InstallationView> {
  return request<InstallationView>(at(id), signal ? { signal } : {});
}

/** What covers a day, from the union of the terms. */
export function askCoverage(id: string, day: string, signal?: AbortSignal): Promise<CoverageAnswer> {
  return request<CoverageAnswer>(`${at(id)}/coverage?at=${encodeURIComponent(day)}`, signal ? { signal } : {});
}

/** The calendar file with every end of an installation. */
export const calendarOf = (id: string): string => `/api/v1${at(id)}/calendar.ics`;
