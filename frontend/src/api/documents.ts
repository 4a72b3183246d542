/** What was issued for an order. */
import { request } from "./request.ts";
import type { components } from "./schema.d.ts";

type Schemas = components["schemas"];

export type DocumentLink = Schemas["DocumentLink"];

/** The documents of an order, oldest first. */
export async function readDocuments(token: string, signal: AbortSignal): Promise<DocumentLink[]> {
  return (await request<Schemas["Documents"]>(`/orders/${encodeURIComponent(token)}/documents`, { signal })).documents;
}
