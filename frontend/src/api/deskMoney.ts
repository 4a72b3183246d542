/** Money at the desk: what needs a person and how it is settled, and what goes back of an order. */
import type { Money } from "./catalogue.ts";
import { request } from "./request.ts";
import type { components } from "./schema.d.ts";

type Schemas = components["schemas"];

export type Review = Schemas["Review"];
export type ReviewKind = Review["kind"];
export type Choice = Review["may"][number];
export type Refund = Schemas["Refund"];
export type RefundPreview = Schemas["RefundPreview"];
export type RefundableLine = Schemas["RefundableLine"];
export type LineCover = Schemas["LineCoverAtStake"];
export type Beside = Schemas["TermBeside"];
export type Dispute = Schemas["Dispute"];
export type MoneyAccounts = Schemas["MoneyAccounts"];

/** What shall go back of a line, tax included. */
export interface RefundLine {
  position: number;
  amount: Money;
  ends_cover: boolean;
}

const post = <T>(path: string, body: unknown): Promise<T> => request<T>(path, { method: "POST", body });
const review = (id: string) => `/desk/reviews/${encodeURIComponent(id)}`;
const order = (number: string) => `/desk/orders/${encodeURIComponent(number)}`;
const refund = (id: string) => `/desk/refunds/${encodeURIComponent(id)}`;

export function readReview(id: string, signal?: AbortSignal): Promise<Review> {
  return request<Review>(review(id), signal ? { signal } : {});
}

/** Settle something in one of the ways that name no more than a reason. */
export function settle(id: string, how: "send-back" | "keep" | "reverse" | "retry" | "close", reason: string): Promise<Review> {
  return post(`${review(id)}/${how}`, { reason });
}

/** Let listed money pay an order, by its number. */
export function payWith(id: string, number: string, reason: string): Promise<Review> {
  return post(`${review(id)}/use`, { order: number, reason });
}

export function sendAgain(id: string, by_wire: boolean, reason: string): Promise<Review> {
  return post(`${review(id)}/send-again`, { by_wire, reason });
}

export function concludeLost(id: string, ends_cover: boolean, reason: string): Promise<Review> {
  return post(`${review(id)}/conclude`, { ends_cover, reason });
}

export function readAccounts(signal: AbortSignal): Promise<MoneyAccounts> {
  return request<MoneyAccounts>("/desk/accounts", { signal });
}

/** What of an order can go back and what cover would end; of everything, unless lines are named. */
export function previewRefund(number: string, lines: RefundLine[] | null, signal?: AbortSignal): Promise<RefundPreview> {
  return request<RefundPreview>(`${order(number)}/refund-preview`, { method: "POST", body: { lines }, ...(signal ? { signal } : {}) });
}

/** `left` is what was shown as left of the order, so that one click counts once. */
export function giveBack(number: string, lines: RefundLine[], reason: string, left: Money): Promise<Refund> {
  return post(`${order(number)}/refunds`, { lines, reason, expected_left: left });
}

export function confirmSent(id: string, sent_on: string, bank_reference: string): Promise<Refund> {
  return post(`${refund(id)}/confirm-wire`, { sent_on, bank_reference });
}

export function wireReturned(id: string, reason: string): Promise<Refund> {
  return post(`${refund(id)}/returned`, { reason });
}
