/** The audit: what staff and programs did, a page at a time. */
import { writeQuery } from "../lib/address.ts";
import { request } from "./request.ts";
import type { components } from "./schema.d.ts";

type Schemas = components["schemas"];
export type Act = Schemas["Act"];
export type Acts = Schemas["ActPage"];

/** What is looked for; empty strings say nothing. Days are written `2026-12-31`. */
export interface Looking {
  who: string;
  what: string;
  about: string;
  first_day: string;
  last_day: string;
}

/** The query of what is looked for, for the page's address and for the server alike; `after` is a page's cursor. */
export function writeLooking(looking: Looking, after = ""): string {
  return writeQuery({ ...looking, after });
}

/** What an address looks for, and which page of it. */
export function readLooking(search: string): Looking & { after: string } {
  const query = new URLSearchParams(search);
  const word = (name: string) => query.get(name)?.trim() ?? "";
  return {
    who: word("who"),
    what: word("what"),
    about: word("about"),
    first_day: word("first_day"),
    last_day: word("last_day"),
    after: word("after"),
  };
}

export function readActs({ after, ...looking }: Looking & { after: string }, signal: AbortSignal): Promise<Acts> {
  return request<Acts>(`/desk/audit${writeLooking(looking, after)}`, { signal });
}

/** Where all that is looked for can be had as a CSV file. */
export function actsFile(looking: Looking): string {
  return `/api/v1/desk/audit.csv${writeLooking(looking)}`;
}
