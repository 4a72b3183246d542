/** The check of a signed file by the server, and the keys with which everybody can check one. */
import { request } from "./request.ts";
import type { components } from "./schema.d.ts";

type Schemas = components["schemas"];
export type Verdict = Schemas["Verdict"];
export type SignedQuote = Schemas["SignedQuote"];
export type PublicKeys = Schemas["PublicKeys"];

/** How long a file may be; the server reads no longer one. */
export const LONGEST_FILE = 2 * 1024 * 1024;

export function verifyFile(file: Blob): Promise<Verdict> {
  return request<Verdict>("/verify", { file });
}

/** The vendor's published keys; null where they cannot be had, for the server checks a file with them as well. */
export async function readKeys(): Promise<PublicKeys | null> {
  try {
    const response = await fetch("/.well-known/plandesk-keys.json");
    return response.ok ? ((await response.json()) as PublicKeys) : null;
  } catch {
    return null;
  }
}
