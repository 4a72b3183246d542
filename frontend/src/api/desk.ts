/** The lists of the desk: rows of a page, and the cursors of the pages around it. */
import { writeQuery } from "../lib/address.ts";
import { request } from "./request.ts";
import type { components } from "./schema.d.ts";

/** What a list shows; empty strings say nothing. */
export interface Listing {
  /** What is looked for. */
  q: string;
  state: string;
  sort: string;
  /** The cursor of the page, as the server gave it. */
  after: string;
}

export interface Rows<Row> {
  rows: Row[];
  /** The cursor of the next page, or null on the last one. */
  next: string | null;
  /** The cursor of the page before, or null on the first one. */
  previous: string | null;
}

/** The query of a listing, for the page's address and for the server alike. */
export function writeListing({ q = "", state = "", sort = "", after = "" }: Partial<Listing>): string {
  return writeQuery({ q, state, sort, after });
}

/** One page of a list, such as that at `/desk/orders`. */
export function readRows<Row>(list: string, listing: Listing, signal: AbortSignal): Promise<Rows<Row>> {
  return request<Rows<Row>>(`/desk/${list}${writeListing(listing)}`, { signal });
}

/** Where the same rows, on all pages, can be had as a CSV file. */
export function csvAddress(list: string, { q, state, sort }: Listing): string {
  return `/api/v1/desk/${list}.csv${writeListing({ q, state, sort })}`;
}

type Schemas = components["schemas"];

/** How many rows of a list wait for a person; `more` where there are more than are counted. */
export type Waiting = Schemas["WaitingCount"];

export type OrderRow = Schemas["DeskOrder"];
export type WireRow = Schemas["DeskWire"];
export type ApprovalRow = Schemas["DeskApproval"];
export type CustomerRow = Schemas["DeskCustomer"];
export type TermRow = Schemas["DeskTerm"];
export type QuoteRow = Schemas["DeskQuoteRow"];
export type ReviewRow = Schemas["DeskReview"];

/** What waits for a person, of what the asking role may open. */
export async function readWaiting(signal: AbortSignal): Promise<Waiting[]> {
  return (await request<Schemas["Waiting"]>("/desk/waiting", { signal })).waiting;
}
