/** What the account's overview works out: what can be done with an installation, and where that leads. */
import type { Count, InstallationSummary, Units } from "../api/installations.ts";

/** What an installation's row offers first. */
export type Offered = "extend" | "upgrade" | "choose" | "details";

export function offered({ plan, extendable, upgradable }: InstallationSummary): Offered {
  if (plan === null) return "choose";
  if (extendable) return "extend";
  return upgradable ? "upgrade" : "details";
}

export const detailsAddress = (id: string): string => `/account/${id}/`;

export function offeredAddress(installation: InstallationSummary): string {
  const details = detailsAddress(installation.id);
  const ways: Record<Offered, string> = { details, extend: `${details}extend/`, choose: `${details}extend/`, upgrade: `${details}extend/?upgrade` };
  return ways[offered(installation)];
}

/** Several installations are extended on one page and paid in one order. */
export function extendTogether(ids: readonly string[]): string {
  return ids.length === 1 ? `${detailsAddress(ids[0] ?? "")}extend/` : `/account/extend/?installation=${ids.join(",")}`;
}

/** The configurator with one unit of a level. */
export const buyUnits = (level: string): string => `/configure/?incidents=${encodeURIComponent(level)}:1`;

/** True where the time that is left runs out before the requests do, so that it is what counts. */
export function timeIsShorter(of: { requests: Count; minutes: Count }): boolean {
  return of.minutes.left * of.requests.cap < of.requests.left * of.minutes.cap;
}

/** Units of one level that were bought together stand together; purchases may end on different days. */
export function unitsByLevel(units: readonly Units[]): { level: string; name: string; bought: Units[] }[] {
  const levels = new Map<string, { level: string; name: string; bought: Units[] }>();
  for (const each of units) {
    const known = levels.get(each.level) ?? { level: each.level, name: each.name, bought: [] };
    known.bought.push(each);
    levels.set(each.level, known);
  }
  return [...levels.values()];
}
