/** Orders that one contact prepares and another pays. */
import type { Money } from "./catalogue.ts";
import type { Line } from "./prices.ts";
import { request } from "./request.ts";
import type { Role } from "./session.ts";

/** A contact who may order and pay. */
export interface Payer {
  id: string;
  name: string;
  email: string;
  role: Role;
}

export interface PreparedPayload {
  lines: Line[];
  terms_version: string;
  expected_total: Money;
  /** The contact who gets the link to the order. */
  pay_by: string;
  /** Where the books know no country of the customer. */
  country?: string;
}

/** What became of it; whoever prepared it gets no key to the order. */
export interface Prepared {
  number: string;
  total: Money;
  sent_to: string;
  expires_at: string;
}

export async function readPayers(signal?: AbortSignal): Promise<Payer[]> {
  return (await request<{ payers: Payer[] }>("/account/payers", signal ? { signal } : {})).payers;
}

/** Send an order to be paid; repeated with the same key and payload it is sent once. */
export function prepareOrder(payload: PreparedPayload, idempotencyKey: string): Promise<Prepared> {
  return request<Prepared>("/prepared-orders", { body: payload, idempotencyKey });
}
