/** The buyer's selection while it is being made: cards with blanks, and the lines that are ready to be priced. */
import type { Installation, Line, StartId } from "../api/prices.ts";
import type { Booked } from "./extension.ts";
import type { Offer } from "./offer.ts";

/** `key` is the card's place in the page: ids of its controls begin with it. */
interface Card {
  key: string;
  /** Licence key or host name; it never goes into an address. */
  reference: string;
  label: string;
}

export interface NewCard extends Card {
  kind: "new_installation";
  plan: string;
  periods: number;
}

export interface ExtensionCard extends Card {
  kind: "extension";
  current: string;
  lastCoveredDay: string;
  plan: string;
  periods: number;
  start: StartId | null;
  /** The number of days that the buyer agreed to give up. */
  confirmed: number | null;
}

export type PlanCard = NewCard | ExtensionCard;

export interface Selection {
  cards: PlanCard[];
  /** What is wished for installations in the books, as the pages of the account ask for it. */
  booked: Booked[];
  /** What stands in the field of each incident level. */
  units: Record<string, string>;
  /** Null for the catalogue's own. */
  currency: string | null;
}

/** A line with the place its faults are shown at. */
export interface Entry {
  at: string;
  line: Line;
}

export const nothing: Selection = { cards: [], booked: [], units: {}, currency: null };

export function newCard(selection: Selection, plan = ""): NewCard {
  return { key: freeKey(selection, "new"), kind: "new_installation", plan, periods: 1, reference: "", label: "" };
}

export function extensionCard(selection: Selection): ExtensionCard {
  const blank = { current: "", lastCoveredDay: "", plan: "", periods: 1, start: null, confirmed: null };
  return { key: freeKey(selection, "extension"), kind: "extension", ...blank, reference: "", label: "" };
}

export function withCard(selection: Selection, card: PlanCard): Selection {
  return { ...selection, cards: [...selection.cards, card] };
}

export function withoutCard(selection: Selection, key: string): Selection {
  return { ...selection, cards: selection.cards.filter((card) => card.key !== key) };
}

/** Change a card. Another date or plan opens other starts, so the choice of one is taken back. */
export function changeCard(selection: Selection, key: string, change: Partial<NewCard> | Partial<ExtensionCard>): Selection {
  const reopened = ["current", "lastCoveredDay", "plan"].some((field) => field in change);
  const forgotten = reopened ? { start: null, confirmed: null } : {};
  const cards = selection.cards.map((card) => {
    if (card.key !== key) return card;
    return { ...card, ...(card.kind === "extension" ? forgotten : {}), ...change } as PlanCard;
  });
  return { ...selection, cards };
}

export const cardsOf = <Kind extends PlanCard["kind"]>(selection: Selection, kind: Kind) =>
  selection.cards.filter((card): card is Extract<PlanCard, { kind: Kind }> => card.kind === kind);

export const incidentPlace = (level: string): string => `incidents-${level}`;

/** The id of the control for a member of the line at a place; the server's pointers lead there. */
export const control = (at: string, field: string): string => (field ? `${at}-${field}` : at);

/** The lines that say enough to be priced: new installations, extensions, then incidents in the catalogue's order. */
export function entries(selection: Selection, offer: Offer): Entry[] {
  const fresh = cardsOf(selection, "new_installation").filter(({ plan }) => plan);
  const extensions = cardsOf(selection, "extension").filter(({ current, lastCoveredDay, plan }) => current && lastCoveredDay && plan);
  const incidents = offer.incidents.flatMap(({ id }) => {
    const units = askedUnits(selection.units[id] ?? "", offer.maxUnits);
    return units ? [{ at: incidentPlace(id), line: { kind: "incidents", level: id, units } as Line }] : [];
  });
  return [...[...fresh, ...extensions].map((card) => ({ at: card.key, line: line(card) })), ...incidents];
}

/** Whole numbers only; 0 for an empty field, null for what is no whole number. */
export function readUnits(text: string): number | null {
  const digits = text.trim();
  if (digits === "") return 0;
  return /^\d{1,9}$/.test(digits) ? Number(digits) : null;
}

/** How many units a field asks for: 0 for an empty one, null for what one order cannot hold. */
export function askedUnits(text: string, most: number): number | null {
  if (text.trim() === "") return 0;
  const units = readUnits(text);
  return units && units <= most ? units : null;
}

/** The line as it is ordered: with the installation's personal fields and the days the buyer agreed to give up. */
export function orderLine(card: PlanCard): Line {
  const installation: Installation = { reference: card.reference.trim() || null, label: card.label.trim() || null };
  const named = installation.reference || installation.label ? { installation } : {};
  const agreed = card.kind === "extension" && card.confirmed !== null ? { confirmed_days_given_up: card.confirmed } : {};
  return { ...line(card), ...named, ...agreed } as Line;
}

function line(card: PlanCard): Extract<Line, { kind: PlanCard["kind"] }> {
  const { plan, periods } = card;
  if (card.kind === "new_installation") return { kind: "new_installation", plan, periods };
  const { current, lastCoveredDay, start } = card;
  return { kind: "extension", current_plan: current, last_covered_day: lastCoveredDay, plan, periods, start };
}

function freeKey({ cards }: Selection, prefix: string): string {
  const taken = cards.map(({ key }) => Number(key.startsWith(`${prefix}-`) ? key.slice(prefix.length + 1) : 0));
  return `${prefix}-${Math.max(0, ...taken) + 1}`;
}
