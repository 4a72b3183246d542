/** Quotes as staff write, issue and follow them. */
import type { Money } from "./catalogue.ts";
import type { Extension, Incidents, NewInstallation, StartId } from "./prices.ts";
import type { Addressee, QuoteOption } from "./quotes.ts";
import { request } from "./request.ts";
import type { components } from "./schema.d.ts";

type Schemas = components["schemas"];

/** What a line of a draft asks for; of an installation in the books, the server knows the cover. */
export type AskedLine =
  | NewInstallation
  | Extension
  | Incidents
  | { kind: "installation_extension"; installation_id: string; plan: string; periods: number; start: StartId | null }
  | { kind: "upgrade"; installation_id: string; plan: string; keeps_end: boolean };

export interface DraftLineInput {
  choice: QuoteOption["choice"];
  line: AskedLine;
}

/** `position` null is the whole; exactly one of `percent` and `amount` is there. */
export interface DiscountInput {
  position: number | null;
  percent: string | null;
  amount: Money | null;
  reason: string;
}

export interface DraftInput {
  options: DraftLineInput[];
  discounts: DiscountInput[];
  customer_id: string | null;
  addressee: Addressee;
  valid_until: string | null;
  /** Left out where nothing is said. */
  note?: string;
  /** The address of an advice that the quote carries, or its query. */
  advice: string | null;
  currency: string;
}

export type Approval = Schemas["Approval"];

/** A line of a quote at the desk, with what was asked for. */
export type DeskOption = QuoteOption & { asked: AskedLine };

/** A quote as staff see it, a draft too; `replaced_by` is the token of the revision that holds. */
export type DeskQuoteView = Omit<Schemas["DeskQuote"], "options"> & { options: DeskOption[] };

const at = (id: string) => `/desk/quotes/${encodeURIComponent(id)}`;
const act = (id: string, what: string, body?: unknown): Promise<DeskQuoteView> =>
  request<DeskQuoteView>(`${at(id)}/${what}`, { method: "POST", ...(body === undefined ? {} : { body }) });

export function readDeskQuote(id: string, signal?: AbortSignal): Promise<DeskQuoteView> {
  return request<DeskQuoteView>(at(id), signal ? { signal } : {});
}

/** What a draft would cost if it were saved now. */
export type DraftPrice = Schemas["DraftPrice"];

export function priceDraft(draft: DraftInput, signal: AbortSignal): Promise<DraftPrice> {
  return request<DraftPrice>("/desk/quotes/price", { body: draft, signal });
}

export function addDraft(draft: DraftInput, idempotencyKey: string): Promise<DeskQuoteView> {
  return request<DeskQuoteView>("/desk/quotes", { body: draft, idempotencyKey });
}

/** `version` is that of the draft as it was read; over another one it is refused. */
export function saveDraft(id: string, version: number, draft: DraftInput): Promise<DeskQuoteView> {
  return request<DeskQuoteView>(at(id), { body: { ...draft, version } });
}

export const issueQuote = (id: string, version: number) => act(id, "issue", { version });
export const askApproval = (id: string, version: number) => act(id, "ask-approval", { version });
export const approveDiscounts = (id: string, version: number) => act(id, "approve", { version });
export const refuseDiscounts = (id: string, version: number, reason: string) => act(id, "refuse", { version, reason });
export const reviseQuote = (id: string) => act(id, "revise");
export const duplicateQuote = (id: string) => act(id, "duplicate");
export const revokeQuote = (id: string, reason: string) => act(id, "revoke", { reason });
export const extendValidity = (id: string, validUntil: string, reason: string | null) => act(id, "validity", { valid_until: validUntil, reason });
/** Mails the link to whom the quote is for, or to another address. */
export const sendQuote = (id: string, email: string | null) => act(id, "send", { email });

/** A customer as staff find it, and its file. */
export type FoundCustomer = Schemas["Customers"]["customers"][number];
export type CustomerFile = Schemas["CustomerFile"];

export async function findCustomers(query: string, signal?: AbortSignal): Promise<FoundCustomer[]> {
  return (await request<Schemas["Customers"]>(`/customers?query=${encodeURIComponent(query)}`, signal ? { signal } : {})).customers;
}

export function readCustomer(id: string, signal?: AbortSignal): Promise<CustomerFile> {
  return request<CustomerFile>(`/customers/${encodeURIComponent(id)}`, signal ? { signal } : {});
}
