/**
 * What waits in this tab until the order is placed: fields that must not stand in an address, and the order's key.
 *
 * A browser may refuse storage. Then nothing is kept over a reload, and everything else works.
 */
import type { PlanCard, Selection } from "./selection.ts";
import type { Ticket } from "./tickets.ts";

const INSTALLATIONS = "plandesk.installations";
const BUYER = "plandesk.buyer";
const ORDER = "plandesk.order";
const QUOTE = "plandesk.quote";
const CONSENT = "plandesk.consent";
const GIVEN_UP = "plandesk.given-up";
const TICKETS = "plandesk.tickets";

interface KeptInstallation {
  /** The line it belongs to; another line, such as another date, is another installation. */
  line: string;
  reference: string;
  label: string;
  confirmed: number | null;
}

interface KeptOrder {
  content: string;
  key: string;
  /** Known once the order is placed. */
  token: string | null;
}

/** Keep the personal fields of a selection. */
export function keepInstallations({ cards }: Selection): void {
  // Blank ones too: among equal lines, each then finds its own again.
  write(
    INSTALLATIONS,
    cards.map((card) => ({ line: lineText(card), reference: card.reference, label: card.label, confirmed: confirmedOf(card) })),
  );
}

/** Give a selection back the personal fields that were kept for exactly these lines. */
export function restoreInstallations(selection: Selection): Selection {
  const kept = read<KeptInstallation[]>(INSTALLATIONS) ?? [];
  const cards = selection.cards.map((card) => {
    const index = kept.findIndex(({ line }) => line === lineText(card));
    const [found] = index < 0 ? [] : kept.splice(index, 1);
    if (!found) return card;
    const { reference, label, confirmed } = found;
    return card.kind === "extension" ? { ...card, reference, label, confirmed } : { ...card, reference, label };
  });
  return { ...selection, cards };
}

/** The days that the buyer agreed to give up, by the wish they belong to. */
export type GivenUp = Record<string, number | null>;

export function keepGivenUp(days: GivenUp): void {
  write(GIVEN_UP, days);
}

export function restoreGivenUp(): GivenUp {
  return read<GivenUp>(GIVEN_UP) ?? {};
}

export function keepBuyer<T>(values: T): void {
  write(BUYER, values);
}

export function restoreBuyer<T>(): Partial<T> {
  return read<Partial<T>>(BUYER) ?? {};
}

/** Keep which version of the terms was accepted for the selection of this address; nothing takes the consent back. */
export function keepConsent(search: string, version: string): void {
  write(CONSENT, { search, version });
}

/** The accepted version, or nothing: a consent holds for no other selection than the one it was given for. */
export function restoreConsent(search: string): string {
  const kept = read<{ search: string; version: string }>(CONSENT);
  return kept?.search === search ? kept.version : "";
}

/** The key of an order with this content: the same content keeps its key, so that sending it twice orders once. */
export function orderKey(content: string): string {
  const kept = read<KeptOrder>(ORDER);
  if (kept?.content === content) return kept.key;
  const key = crypto.randomUUID();
  write(ORDER, { content, key, token: null });
  return key;
}

/** The same for a quote that a buyer makes: the same wish, sent twice, makes one. */
export function quoteKey(content: string): string {
  const kept = read<Omit<KeptOrder, "token">>(QUOTE);
  if (kept?.content === content) return kept.key;
  const key = crypto.randomUUID();
  write(QUOTE, { content, key });
  return key;
}

/** Remember which order the key led to. */
export function keepToken(token: string): void {
  const kept = read<KeptOrder>(ORDER);
  if (kept) write(ORDER, { ...kept, token });
}

/** Forget the key and the consent of an order that needs no payment any more: the same content is then a new order. */
export function forgetOrder(token: string): void {
  if (read<KeptOrder>(ORDER)?.token !== token) return;
  sessionStorage.removeItem(ORDER);
  sessionStorage.removeItem(CONSENT);
}

/** Lines without names: of 10,000 tickets they are still small enough for every browser. */
interface KeptTickets {
  name: string;
  tickets: [line: number, on: string, level: string, quarters: number][];
}

/** Keep the tickets of a file that were asked about, and name them for the address; null where the browser keeps nothing. */
export function keepTickets(tickets: readonly Ticket[]): string | null {
  const kept: KeptTickets = { name: crypto.randomUUID().slice(0, 8), tickets: tickets.map(({ line, on, level, quarters }) => [line, on, level, quarters]) };
  write(TICKETS, kept);
  return read<KeptTickets>(TICKETS)?.name === kept.name ? kept.name : null;
}

/** Null where this tab holds none of that name: it was closed since, or another file was asked about. */
export function restoreTickets(name: string): Ticket[] | null {
  const kept = read<KeptTickets>(TICKETS);
  if (kept?.name !== name) return null;
  return kept.tickets.map(([line, on, level, quarters]) => ({ line, on, level, quarters }));
}

function confirmedOf(card: PlanCard): number | null {
  return card.kind === "extension" ? card.confirmed : null;
}

function lineText(card: PlanCard): string {
  const { key: _, reference: _reference, label: _label, ...line } = card;
  return JSON.stringify({ ...line, confirmed: null });
}

function read<T>(name: string): T | null {
  try {
    return JSON.parse(sessionStorage.getItem(name) ?? "null") as T | null;
  } catch {
    return null;
  }
}

function write(name: string, value: unknown): void {
  try {
    sessionStorage.setItem(name, JSON.stringify(value));
  } catch {
    // Storage is full or refused: the page works, and a reload starts with empty fields.
  }
}
