/** The places of the desk, who may open them, and what a list's address says. */
import type { Listing } from "../api/desk.ts";
import type { Correction, Stated } from "../api/deskFiles.ts";
import type { StaffSession } from "../api/session.ts";

export type StaffRole = StaffSession["role"];
export type DeskPlace = "home" | "orders" | "quotes" | "wires" | "money" | "approvals" | "customers" | "terms" | "audit" | "security";

interface Place {
  id: DeskPlace;
  href: string;
  roles: readonly StaffRole[];
}

const ALL: readonly StaffRole[] = ["sales", "finance", "admin"];

/** In the order of the navigation; the server guards every route by itself, this only spares people closed doors. */
export const PLACES: readonly Place[] = [
  { id: "home", href: "/desk/", roles: ALL },
  { id: "orders", href: "/desk/orders/", roles: ALL },
  { id: "quotes", href: "/desk/quotes/", roles: ALL },
  { id: "wires", href: "/desk/wires/", roles: ["finance", "admin"] },
  { id: "money", href: "/desk/money/", roles: ["finance", "admin"] },
  { id: "approvals", href: "/desk/approvals/", roles: ["sales", "admin"] },
  { id: "customers", href: "/desk/customers/", roles: ALL },
  { id: "terms", href: "/desk/terms/", roles: ALL },
  { id: "audit", href: "/desk/audit/", roles: ["admin"] },
  { id: "security", href: "/desk/security/", roles: ALL },
];

export function rolesOf(place: DeskPlace): readonly StaffRole[] {
  return PLACES.find(({ id }) => id === place)?.roles ?? [];
}

export function placesFor(role: StaffRole): readonly Place[] {
  return PLACES.filter(({ roles }) => roles.includes(role));
}

/** What a list shows, as its address says it. */
export function readListing(search: string): Listing {
  const query = new URLSearchParams(search);
  const word = (name: string) => query.get(name)?.trim() ?? "";
  return { q: word("q"), state: word("state"), sort: word("sort"), after: word("after") };
}

/** The page of an order at the desk. */
export function orderAtDesk(number: string): string {
  return `/desk/orders/${encodeURIComponent(number)}/`;
}

/** The page of a bank statement at the desk. */
export function statementAtDesk(id: string): string {
  return `/desk/wires/${encodeURIComponent(id)}/`;
}

/** The page of one thing that needs a person. */
export function reviewAtDesk(id: string): string {
  return `/desk/money/${encodeURIComponent(id)}/`;
}

/** A new quote that carries an advice, and offers what the configurator would open with; both are told by their addresses. */
export function quoteWithAdvice(advice: string, configure: string | null): string {
  const query = new URLSearchParams(configure?.split("?")[1] ?? "");
  query.set("advice", advice.replace(/^\?/, ""));
  return `/desk/quotes/new/?${query.toString()}`;
}

/** The page of a customer at the desk. */
export function customerAtDesk(id: string): string {
  return `/desk/customers/${encodeURIComponent(id)}/`;
}

/** The last covered days that staff changed, against what a guest stated. */
export function corrections(stated: readonly Stated[], days: Readonly<Record<number, string>>): Correction[] {
  return stated.flatMap(({ line, last_covered_day }) => {
    const day = days[line];
    return day && day !== last_covered_day ? [{ line, last_covered_day: day }] : [];
  });
}

/** The last part of an address such as `/desk/orders/NUMBER/`. */
export function namedIn(path: string): string {
  return decodeURIComponent(/\/([^/]+)\/?$/.exec(path)?.[1] ?? "");
}
