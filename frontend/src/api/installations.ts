/** Installations of a customer: what is covered, what is left of the quota, and what was asked for. */
import type { Money } from "./catalogue.ts";
import type { TermView, Window } from "./prices.ts";
import { request } from "./request.ts";

export type Lane = "support" | "maintenance_upgrades" | "critical_updates";

export type TermState =
  | "queued"
  | "active"
  | "suspended"
  | "grace"
  | "lapsed"
  | "ended"
  | "closed_by_upgrade"
  | "closed_by_start_today"
  | "revoked";

export type Origin = "order" | "licence" | "entered";

/** Days without cover; `end` is exclusive. */
export interface Gap {
  start: string;
  end: string;
  last_day: string;
  days: number;
}

/** One lane of the timeline: the union of what the terms cover, and the days between. Gaps end today at most. */
export interface LaneView {
  lane: Lane;
  name: string;
  covered: Window[];
  gaps: Gap[];
}

/** A term in the books; `closed_on` is the first day without its support. */
export interface BookedTerm extends TermView {
  id: string;
  plan_name: string;
  state: TermState;
  origin: Origin;
  closed_on: string | null;
  suspended_on: string | null;
  order_number: string | null;
  reason: string | null;
}

export interface Count {
  used: number;
  left: number;
  cap: number;
}

interface Scope {
  start: string;
  last_day: string;
  requests: Count;
  minutes: Count;
}

/** What is left of one pool of a term; a null scope has no cap of its own. */
export interface Quota {
  term: string;
  plan: string;
  plan_name: string;
  pool: string;
  pool_name: string;
  levels: string[];
  month: (Scope & { turns_on: string }) | null;
  period: Scope | null;
  lines: number[];
  readings: string[];
}

/** Prepaid incident units of the customer, usable for any of its installations. */
export interface Units {
  id: string;
  level: string;
  name: string;
  bought: number;
  left: number;
  last_usable_day: string | null;
}

export interface Correction {
  at: string;
  reason: string;
  void?: boolean;
}

/** One request as the help desk recorded it. */
export interface SupportRequest {
  id: string;
  level: string;
  level_name?: string;
  minutes: number;
  when: string;
  reference: string;
  use: "quota" | "incident";
  void: boolean;
  corrections: Correction[];
}

/** The latest day to order and send a wire that arrives before the cover ends. */
export interface SafeWire {
  last_safe_day: string;
  arrives_on: string;
  business_days: number;
  holidays: { day: string; name: string }[];
}

export interface InstallationSummary {
  id: string;
  name: string;
  reference: string;
  label: string | null;
  family: string;
  family_name: string;
  product: string | null;
  state: TermState | null;
  plan: string | null;
  plan_name: string | null;
  start: string | null;
  last_covered_day: string | null;
  days_left: number | null;
  next: { plan: string; plan_name: string; start: string; last_covered_day: string } | null;
  critical_updates_until: string | null;
  maintenance_upgrades_until: string | null;
  extendable: boolean;
  opens_on: string | null;
  quota: Quota[];
}

/** Everything the page of an installation shows. */
export interface InstallationView extends InstallationSummary {
  today: string;
  purchased_on: string | null;
  price: Money | null;
  cover_version: string;
  terms: BookedTerm[];
  lanes: LaneView[];
  units: Units[];
  requests: SupportRequest[];
  wire: SafeWire | null;
}

export interface LaneAnswer {
  covered: boolean;
  until: string | null;
  by: string[];
}

export interface CoverageAnswer {
  at: string;
  lanes: Record<Lane, LaneAnswer>;
}

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
