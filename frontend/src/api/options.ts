/** How an installation can be extended or upgraded: every choice priced and dated by the server. */
import type { ChoiceLine } from "./prices.ts";
import { request } from "./request.ts";
import type { components } from "./schema.d.ts";

type Schemas = components["schemas"];

/** How the credit of an upgrade comes about: the smaller of two shares of what was paid (R9). */
export type Credit = Schemas["Credit"];

/** One way to go on; its line is what is sent to be priced and ordered. */
export type ExtensionChoice = Omit<Schemas["WayOn"], "line"> & { line: ChoiceLine };
export type Relation = ExtensionChoice["relation"];

export type Options = Omit<Schemas["Options"], "choices"> & { choices: ExtensionChoice[] };

/** What the link of a reminder shows before anything is priced. */
export type ExtendLink = Schemas["ExtendLink"];

interface Asking {
  signal?: AbortSignal;
  /** The key of a reminder's link, for who is not signed in. */
  key?: string;
}

export function readOptions(id: string, { signal, key }: Asking = {}): Promise<Options> {
  return request<Options>(`/installations/${encodeURIComponent(id)}/options`, asking(signal, key));
}

/** Tell what a reminder's link opens. */
export function readExtendLink(key: string, signal?: AbortSignal): Promise<ExtendLink> {
  return request<ExtendLink>("/extend-link", asking(signal, key));
}

export const extendKey = (key: string): string => `Extend ${key}`;

function asking(signal?: AbortSignal, key?: string): { signal?: AbortSignal; authorization?: string } {
  return { ...(signal ? { signal } : {}), ...(key ? { authorization: extendKey(key) } : {}) };
}
