/** Which installations an address of the account names. */

/** The id in `/account/ID/…`, or the ids of `?installation=ID,ID`; without repeats, maybe none. */
export function installationsOf(path: string, search: string): string[] {
  const [, id = ""] = /^\/account\/([0-9a-f-]{36})\/(?:extend\/)?$/.exec(path) ?? [];
  if (id) return [id];
  const named = new URLSearchParams(search).getAll("installation").flatMap((text) => text.split(","));
  return [...new Set(named.map((text) => text.trim()).filter(Boolean))];
}
