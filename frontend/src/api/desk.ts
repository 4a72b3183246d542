/** The lists of the desk: rows of a page, and the cursors of the pages around it. */
import { writeQuery } from "../lib/address.ts";
import { request } from "./request.ts";

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

/** How many of a kind wait for a person; `more` where there are more than are counted. */
export interface Waiting {
  place: "approvals" | "wires" | "terms" | "quotes" | "money";
  count: number;
  more: boolean;
}

/** What waits for a person, of what the asking role may open. */
export async function readWaiting(signal: AbortSignal): Promise<Waiting[]> {
  return (await request<{ waiting: Waiting[] }>("/desk/waiting", { signal })).waiting;
}
