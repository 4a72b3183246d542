/** What the configurator holds when an option opens in it, and what of its total is paid later. */
import type { Advice, AdvisedOption } from "../api/advice.ts";
import type { Money } from "../api/catalogue.ts";

export interface Opened {
  plan: string;
  terms: number;
  price: Money;
  /** Null where nothing is left to pay, or where only the average is known. */
  later: Money | null;
  /** Terms that do not open with it. */
  termsLater: number;
  /** True where some of what is paid later is for incidents. */
  incidentsLater: boolean;
}

/**
 * Null where it opens with incidents only, or not at all. Of a part that is past no incident is paid later; of what is over
 * wholly, a term of the same plan opens for the time to come.
 */
export function opened({ configure, terms, best }: Pick<AdvisedOption, "configure" | "terms" | "best">, { start, advised_on }: Pick<Advice, "start" | "advised_on">): Opened | null {
  const [first] = terms;
  if (!configure || !first) return null;
  const held = terms.slice(0, Number(/\*(\d+)$/.exec(configure)?.[1] ?? 1));
  const { currency } = first.price;
  const cost = (of: typeof terms) => of.reduce((sum, { price }) => sum + price.minor, 0);
  const [minor, all] = [cost(held), cost(terms)];
  const total = best && start < advised_on ? all : (best?.total.minor ?? minor);
  return {
    plan: first.name,
    terms: held.length,
    price: { minor, currency },
    later: total > minor ? { minor: total - minor, currency } : null,
    termsLater: terms.length - held.length,
    incidentsLater: total > all,
  };
}

/** How many incidents the configurator opens with, by its address. */
export function incidentsOpened(configure: string): number {
  const units = new URLSearchParams(configure.slice(configure.indexOf("?"))).get("incidents")?.split(",") ?? [];
  return units.reduce((sum, each) => sum + Number(/:(\d+)$/.exec(each)?.[1] ?? 0), 0);
}
