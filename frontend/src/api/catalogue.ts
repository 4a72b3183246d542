/** The shapes of the catalogue view, from which every page is prerendered. */

export interface Sourced<T> {
  value: T | null;
  lines: number[];
  readings: string[];
  family: boolean;
}

export interface Money {
  minor: number;
  currency: string;
}

export interface Duration {
  months: number;
}

/** A statement in our own words, with the vendor's lines and the readings it rests on. */
export interface Statement {
  text: string;
  lines: number[];
  readings: string[];
}

export interface Level {
  id: string;
  name: string;
  definition: Sourced<string>;
  examples: Sourced<string[]>;
}

export interface Pool {
  id: string;
  name: string;
  levels: string[];
}

export interface Feature {
  id: string;
  group: "getting_started" | "contact";
  name: string;
  options: Record<string, string>;
}

export interface Family {
  id: string;
  name: string;
  products: string[];
  summary: string;
  included: Sourced<boolean>;
  notes: Statement[];
}

export interface Cap {
  requests: number;
  minutes: number;
}

/** One pool's caps; `levels` empty means none, a null cap means no cap at that scope. */
export interface QuotaView {
  pool: string;
  levels: string[];
  month: Cap | null;
  period: Cap | null;
  lines: number[];
  readings: string[];
}

export interface Sale {
  state: "buyable" | "extension_only" | "with_licence_only" | "not_for_sale";
  reason: string | null;
  lines: number[];
  readings: string[];
}

export interface PlanView {
  id: string;
  family: string;
  tier: string;
  rank: number;
  name: Sourced<string>;
  price: Sourced<Money>;
  /** The same in other currencies, as the vendor states it. */
  more_prices: Sourced<Money>[];
  buys: Sourced<Duration>;
  sale: Sale;
  support_period: Sourced<Duration>;
  critical_updates: Sourced<Duration>;
  maintenance_upgrades: Sourced<Duration>;
  features: Record<string, Sourced<string>>;
  quotas: QuotaView[];
  notes: Statement[];
  computed: { price_per_month: Money | null; price_per_request: Money | null; included_requests: number };
}

export interface IncidentView {
  id: string;
  pool: string;
  name: string;
  price: Sourced<Money>;
  /** The same in other currencies, as the vendor states it. */
  more_prices: Sourced<Money>[];
  max_minutes: Sourced<number>;
  by_agreement: Sourced<boolean>;
}

export interface ReadingView {
  id: string;
  question: string;
  options: { id: string; text: string }[];
  chosen: string;
  why: string;
  lines: number[];
}

export interface ResponseTarget {
  id: string;
  name: string;
  limit: Sourced<{ text: string; workdays: number | null }>;
  average: Sourced<{ text: string; hours: number | null; days: number | null }>;
}

export interface CriticalRule extends Statement {
  min_call_share_percent: Sourced<number>;
  more_than_calls: Sourced<number>;
  production_only: Sourced<boolean>;
  excludes_new: Sourced<boolean>;
  how: { text: string; lines: number[] };
}

export interface Coverage extends Statement {
  area: string;
  area_name: string;
  platform: string;
  platform_name: string;
  state: "full" | "as_is" | "none" | "elsewhere";
}

export interface PoliciesView {
  contact: Statement;
  response: ResponseTarget[];
  critical: CriticalRule;
  coverage: Coverage[];
  legacy: Statement & { before: string; above: Money; plan: string };
  upgrades: Statement;
  payment: Statement & { methods: string[] };
}

/** The settings of the shop that pages speak of. */
export interface Rules {
  time_zone: string;
  extend_before_days: number;
  grace_days: number;
  reinstatement_fee: Money;
  wire_honoured_days: number;
  wire_arrival_days: number;
  max_periods: number;
  start_within_years: number;
  incident_validity_months: number | null;
  max_incident_units: number;
  order_lifetime_days: number;
  update_windows: "every_term" | "first_term";
  over_hour: "per_started_hour" | "separate_agreement";
  quota_month: "term_month" | "calendar_month";
  /** Null where no tax is put on the prices; else it depends on who buys, and the server reckons it. */
  tax: object | null;
}

export interface CatalogueView {
  version: string;
  vendor: { name: string };
  source: { title: string };
  currency: string;
  /** Every currency anything is priced in, the catalogue's own first. */
  currencies: string[];
  net_of_tax: Sourced<boolean>;
  levels: Level[];
  pools: Pool[];
  features: Feature[];
  families: Family[];
  plans: PlanView[];
  incidents: IncidentView[];
  policies: PoliciesView;
  readings: ReadingView[];
  rules: Rules;
}
