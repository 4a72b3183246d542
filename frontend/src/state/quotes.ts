/** What a quote's page works out from the quote: what can be picked, and what is picked in an address. */
import type { Money } from "../api/catalogue.ts";
import type { PriceBreakdown } from "../api/prices.ts";
import { answersOne } from "../api/pricing.ts";
import type { Alternative, Picked, QuoteOption, QuoteView } from "../api/quotes.ts";
import { readList, writeQuery } from "../lib/address.ts";

/** A line with its place in the quote, by which it is picked. */
export interface Placed {
  index: number;
  option: QuoteOption;
}

export const ALTERNATIVES: readonly Alternative[] = ["A", "B"];

/** The token in the address of a quote. */
export function quoteTokenOf(path: string): string {
  return /^\/quotes\/([^/]+)\/?$/.exec(path)?.[1] ?? "";
}

export const quoteAddress = (token: string): string => `/quotes/${token}/`;

/** The lines of one kind of choice, in their order. */
export function placedAs({ options }: Pick<QuoteView, "options">, choice: QuoteOption["choice"]): Placed[] {
  return options.map((option, index) => ({ index, option })).filter(({ option }) => option.choice === choice);
}

/** True where one of two alternatives is to be chosen. */
export function hasAlternatives(quote: Pick<QuoteView, "options">): boolean {
  return ALTERNATIVES.some((each) => placedAs(quote, each).length > 0);
}

/** What an address picks of a quote; what it names wrongly is left out, and A is what nobody chose otherwise. */
export function readPicked(search: string, quote: Pick<QuoteView, "options">): Picked {
  const query = new URLSearchParams(search);
  const optional = new Set(placedAs(quote, "optional").map(({ index }) => index));
  const named = (readList(query, "options") ?? []).filter((text) => /^\d{1,3}$/.test(text)).map(Number);
  const options = named.filter((index) => optional.has(index)).sort((one, other) => one - other);
  const offered = ALTERNATIVES.filter((each) => placedAs(quote, each).length > 0);
  const alternative = offered.find((each) => each === query.get("alternative")) ?? offered[0] ?? null;
  return { alternative, options };
}

/** The query that picks the same again; what is picked by itself is left out. */
export function writePicked({ alternative, options }: Picked): string {
  return writeQuery(parametersOf({ alternative, options }));
}

/** The checkout for what is picked of a quote. */
export function checkoutAddress(token: string, picked: Picked): string {
  return `/checkout/${writeQuery({ quote: token, ...parametersOf(picked) })}`;
}

/** The token of the quote that the checkout's address names, or nothing. */
export function quoteToOrder(search: string): string {
  return new URLSearchParams(search).get("quote") ?? "";
}

/** Pick an optional line, or leave it. */
export function withOption({ alternative, options }: Picked, index: number, taken: boolean): Picked {
  const others = options.filter((each) => each !== index);
  return { alternative, options: taken ? [...others, index].sort((one, other) => one - other) : others };
}

/** The lines that are picked, in the order of the quote. */
export function pickedLines({ options }: Pick<QuoteView, "options">, picked: Picked): Placed[] {
  return options
    .map((option, index) => ({ index, option }))
    .filter(({ index, option: { choice } }) => choice === "included" || choice === picked.alternative || picked.options.includes(index));
}

/** True where days that were counted for a price are fewer by now: of an upgrade's rest, and of its credit. */
export function pricedByDays({ options, priced_on, dated_on }: Pick<QuoteView, "options" | "priced_on" | "dated_on">): boolean {
  return dated_on > priced_on && options.some(({ line }) => line.kind === "upgrade");
}

/** True while it can be accepted, as far as the server said; it looks at the clock again when it is. */
export const isOpen = ({ state }: Pick<QuoteView, "state">): boolean => state === "issued";

function parametersOf({ alternative, options }: Picked): Record<string, string | string[]> {
  return { alternative: alternative === "B" ? alternative : "", options: options.map(String) };
}

export interface ComparedLine {
  key: number;
  title: string;
  then: Money;
  /** Null where today's price of exactly this line is not known. */
  now: Money | null;
}

/** Each picked line with its old price and that of today, which follows the picked lines in their order. */
export function comparedLines(quote: Pick<QuoteView, "options">, picked: Picked, today: PriceBreakdown | null): ComparedLine[] {
  const lines = pickedLines(quote, picked);
  const own = (today?.lines ?? []).filter(answersOne);
  return lines.map(({ index, option: { line, total } }, position) => ({
    key: index,
    title: line.title,
    then: total,
    now: own.length === lines.length ? (own[position]?.total ?? null) : null,
  }));
}
