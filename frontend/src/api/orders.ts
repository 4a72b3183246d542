/** Orders: placing one, reading it, paying it, and answering what the vendor asks. */
import type { Money } from "./catalogue.ts";
import type { Line, PriceBreakdown, TermView } from "./prices.ts";
import { request, requestNewer } from "./request.ts";

export interface Buyer {
  company: string;
  contact: string;
  email: string;
  country: string;
  tax_id?: string | null;
  purchase_order?: string | null;
  invoice_email?: string | null;
}

export interface OrderPayload {
  lines: Line[];
  buyer: Buyer;
  terms_version: string;
  terms_accepted: boolean;
  expected_total: Money;
}

export type OrderState =
  | "awaiting_payment"
  | "paid"
  | "awaiting_approval"
  | "fulfilled"
  | "rejected"
  | "part_refunded"
  | "refunded"
  | "expired"
  | "cancelled";

export type Method = "paypal" | "card" | "wire";

export interface AttemptView {
  id: string;
  method: Method;
  state: "created" | "pending" | "captured" | "declined" | "failed" | "abandoned" | "expired";
  created_at: string;
  expires_at: string;
  redirect_url: string | null;
}

export interface WireInstructions {
  beneficiary: string;
  bank: string;
  iban: string;
  bic: string;
  reference: string;
  amount: Money;
  due: string;
  honoured_until: string;
}

/** Dates of one line of the selection, by its position. */
export interface LineTerms {
  line: number;
  terms: TermView[];
}

export interface OrderView {
  number: string;
  token: string;
  state: OrderState;
  placed_at: string;
  expires_at: string;
  buyer: Buyer;
  breakdown: PriceBreakdown;
  total: Money;
  catalogue_version: string;
  terms_version: string;
  method: Method | null;
  methods: Method[];
  attempts: AttemptView[];
  wire: WireInstructions | null;
  paid: { method: Method; at: string; counted_on: string; amount: Money } | null;
  reconfirmation: { revision: number; reason: string; terms: LineTerms[] } | null;
  terms: { line: number; installation: string; term: TermView }[];
  incidents: { level: string; units: number }[];
  notes: string[];
  history: { at: string; event: string; text: string }[];
  demo: boolean;
}

const at = (token: string) => `/orders/${encodeURIComponent(token)}`;

/** Place an order; repeated with the same key and payload it answers the same order. */
export function placeOrder(payload: OrderPayload, idempotencyKey: string): Promise<OrderView> {
  return request<OrderView>("/orders", { body: payload, idempotencyKey });
}

/** The order and its ETag; null while it is still the one with `etag`. */
export function readOrder(token: string, etag: string | null, signal?: AbortSignal): Promise<{ value: OrderView; etag: string | null } | null> {
  return requestNewer<OrderView>(at(token), etag, signal);
}

export function startAttempt(token: string, method: Method): Promise<AttemptView> {
  return request<AttemptView>(`${at(token)}/attempts`, { body: { method } });
}

export function cancelOrder(token: string): Promise<OrderView> {
  return request<OrderView>(`${at(token)}/cancel`, { method: "POST" });
}

/** Accept the dates of this revision; another one that came meanwhile is refused. */
export function reconfirmOrder(token: string, revision: number): Promise<OrderView> {
  return request<OrderView>(`${at(token)}/reconfirm`, { body: { revision } });
}
