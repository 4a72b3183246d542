/** Orders: placing one, reading it, paying it, and answering what the vendor asks. */
import type { Money } from "./catalogue.ts";
import type { Line } from "./prices.ts";
import { type Newer, request, requestNewer } from "./request.ts";
import type { components } from "./schema.d.ts";

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
  /** Without it, the catalogue's own. */
  currency?: string;
  /** Null with a reminder's link: then it is who the link was mailed to. */
  buyer: Buyer | null;
  /** With no buyer, where the books know no country. */
  country?: string;
  terms_version: string;
  terms_accepted: boolean;
  expected_total: Money;
}

type Schemas = components["schemas"];

/** Everything the page of an order shows. */
export type OrderView = Schemas["Order"];
export type OrderState = OrderView["state"];
export type AttemptView = Schemas["Attempt"];
export type Method = AttemptView["method"];
export type WireInstructions = Schemas["WireInstructions"];

const at = (token: string) => `/orders/${encodeURIComponent(token)}`;

/** Place an order; repeated with the same key and payload it answers the same order. */
export function placeOrder(payload: OrderPayload, idempotencyKey: string, authorization?: string): Promise<OrderView> {
  return request<OrderView>("/orders", { body: payload, idempotencyKey, ...(authorization ? { authorization } : {}) });
}

/** The order and its ETag; null while it is still the one with `etag`. */
export function readOrder(token: string, etag: string | null, signal?: AbortSignal): Promise<Newer<OrderView> | null> {
  return requestNewer<OrderView>(at(token), etag, signal);
}

/** `shown` is that of the order as it was read: another total, or other dates, are refused. */
export function startAttempt(token: string, method: Method, shown: string): Promise<AttemptView> {
  return request<AttemptView>(`${at(token)}/attempts`, { body: { method, shown } });
}

export function cancelOrder(token: string): Promise<OrderView> {
  return request<OrderView>(`${at(token)}/cancel`, { method: "POST" });
}

/** Accept the dates of this revision; another one that came meanwhile is refused. */
export function reconfirmOrder(token: string, revision: number): Promise<OrderView> {
  return request<OrderView>(`${at(token)}/reconfirm`, { body: { revision } });
}
