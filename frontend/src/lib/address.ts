/** The address bar as state: reading and writing lists and switches in a query. */

/** The values of a comma-separated parameter, in order and without repeats; null when the parameter is absent. */
export function readList(query: URLSearchParams, name: string): string[] | null {
  const text = query.get(name);
  if (text === null) return null;
  return [...new Set(text.split(",").map((part) => part.trim()).filter(Boolean))];
}

/** True for `?name=1`, the only way a switch is written. */
export function readSwitch(query: URLSearchParams, name: string): boolean {
  return query.get(name) === "1";
}

/**
 * A query of the parameters that say something, in the order given.
 *
 * Empty lists, false switches and empty strings are left out. Commas and colons stay readable: both are allowed in a
 * query, and people read, edit and mail these addresses.
 */
export function writeQuery(parameters: Record<string, string | boolean | readonly string[]>): string {
  const parts: string[] = [];
  for (const [name, value] of Object.entries(parameters)) {
    const text = value === true ? "1" : value === false ? "" : typeof value === "string" ? value : value.join(",");
    if (text) parts.push(`${name}=${encodeURIComponent(text).replace(/%2C/g, ",").replace(/%3A/g, ":")}`);
  }
  return parts.length ? `?${parts.join("&")}` : "";
}

/** Go to another query of the same page: a new entry of the history, so that "back" undoes the choice. */
export function pushQuery(query: string): void {
  if (query !== location.search) history.pushState(null, "", location.pathname + query);
}

/** Put another query in place of this one, as while somebody types. */
export function replaceQuery(query: string): void {
  if (query !== location.search) history.replaceState(null, "", location.pathname + query);
}
