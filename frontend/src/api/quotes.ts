/** Quotes as whoever has their address sees them: reading, pricing a choice, accepting, declining, asking. */
import type { Money } from "./catalogue.ts";
import type { Buyer, OrderView } from "./orders.ts";
import type { Line } from "./prices.ts";
import { request } from "./request.ts";
import type { components } from "./schema.d.ts";

type Schemas = components["schemas"];

export type Alternative = "A" | "B";

/** Everything the page of a quote shows; `valid_until` is the last day on which it can be accepted. */
export type QuoteView = Schemas["Quote"];
export type QuoteState = QuoteView["state"];
export type Addressee = Schemas["Addressee"];

/** The advice that a quote carries, ranked and in last words. */
export type QuoteAdvice = Schemas["QuoteAdvice"];

/** One line of what is offered, with what it costs by the list and here. */
export type QuoteOption = Schemas["QuoteOption"];

/** What of a quote is taken: one alternative where there are two, and the optional lines by their place. */
export interface Picked {
  alternative: Alternative | null;
  options: number[];
}

/** `shown` names price and dates; it is sent along when the quote is accepted. */
export type QuotePrice = Schemas["QuotePrice"];

export interface Acceptance extends Picked {
  buyer: Buyer;
  terms_accepted: boolean;
  expected_total: Money;
  /** That of the price as it was read: other dates are refused. */
  shown: string;
}

const at = (token: string) => `/quotes/${encodeURIComponent(token)}`;

export function readQuote(token: string, signal?: AbortSignal): Promise<QuoteView> {
  return request<QuoteView>(at(token), signal ? { signal } : {});
}

/** What is priced: with the buyer's country, and a tax id where it matters, tax is part of the total. */
export interface QuoteQuestion extends Picked {
  country?: string;
  tax_id?: string;
}

/** What a choice comes to, by the quote's frozen prices. */
export function priceQuote(token: string, question: QuoteQuestion, signal: AbortSignal): Promise<QuotePrice> {
  return request<QuotePrice>(`${at(token)}/price`, { body: question, signal });
}

/** Accept a quote, which orders it; repeated with the same key and payload it answers the same order. */
export function acceptQuote(token: string, acceptance: Acceptance, idempotencyKey: string): Promise<OrderView> {
  return request<OrderView>(`${at(token)}/accept`, { body: acceptance, idempotencyKey });
}

export function declineQuote(token: string, reason: string): Promise<QuoteView> {
  return request<QuoteView>(`${at(token)}/decline`, { body: { reason } });
}

export function askAboutQuote(token: string, question: { email: string; text: string }): Promise<unknown> {
  return request(`${at(token)}/question`, { body: question });
}

/** Ask the vendor for a new quote in place of one that holds no more. */
export function askFreshQuote(token: string, asking: { email?: string; text?: string }): Promise<unknown> {
  return request(`${at(token)}/fresh`, { body: asking });
}

export type QuoteRequest = { lines: Line[]; currency?: string } & Partial<Record<keyof Addressee, string>>;

/** Make an official quote at list price, without an account. */
export function makeQuote(asked: QuoteRequest, idempotencyKey: string): Promise<{ token: string; number: string }> {
  return request<{ token: string; number: string }>("/quotes", { body: asked, idempotencyKey });
}
