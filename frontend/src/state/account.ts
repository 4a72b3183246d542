/** What the account's overview works out: what can be done with an installation, and where that leads. */
import type { InstallationSummary, TermState, Units } from "../api/installations.ts";

/** What is offered first for an installation; `details` where nothing can be bought but what gives days up. */
export type Offered = "extend" | "upgrade" | "again" | "choose" | "details";

/** After these there is nothing left to extend. */
const TAKEN_AWAY: readonly (TermState | null)[] = ["revoked", "closed_by_upgrade", "closed_by_start_today"];

type Known = Pick<InstallationSummary, "plan" | "state" | "extendable" | "upgradable">;

export function offered({ plan, state, extendable, upgradable }: Known): Offered {
  if (plan === null) return "choose";
  if (extendable) return TAKEN_AWAY.includes(state) ? "again" : "extend";
  return upgradable ? "upgrade" : "details";
}

export const detailsAddress = (id: string): string => `/account/${id}/`;

export function offeredAddress(installation: InstallationSummary): string {
  const details = detailsAddress(installation.id);
  const ways: Record<Offered, string> = { details, extend: `${details}extend/`, again: `${details}extend/`, choose: `${details}extend/`, upgrade: `${details}extend/?upgrade` };
  return ways[offered(installation)];
}

/** True where the last covered day is over. */
export const isOver = (lastDay: string, today: string): boolean => lastDay < today;

/** True for what can be extended, upgraded or given a first plan, and so goes into one order with others. */
export const orderable = (installation: Known): boolean => offered(installation) !== "details";

/** Several installations are extended on one page and paid in one order. */
export function extendTogether(ids: readonly string[]): string {
  return ids.length === 1 ? `${detailsAddress(ids[0] ?? "")}extend/` : `/account/extend/?installation=${ids.join(",")}`;
}

/** The configurator with one unit of a level. */
export const buyUnits = (level: string): string => `/configure/?incidents=${encodeURIComponent(level)}:1`;

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
