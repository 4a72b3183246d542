/** What can be bought, cut from the catalogue to what the buying pages need. */
import type { CatalogueView, Money, ReadingView, Sale } from "../api/catalogue.ts";

export interface OfferedPlan {
  id: string;
  family: string;
  name: string;
  rank: number;
  price: Money | null;
  /** The same in other currencies, as the vendor states it. */
  morePrices: Money[];
  /** What the price buys. */
  months: number | null;
  sale: Sale["state"];
  /** Why it is not sold, where it is not. */
  reason: string | null;
  /** False where no support period is stated: then there is nothing to extend. */
  extendable: boolean;
}

export interface OfferedIncident {
  id: string;
  name: string;
  price: Money | null;
  morePrices: Money[];
  minutes: number | null;
  byAgreement: boolean;
}

export interface Offer {
  /** Every currency anything is priced in, the catalogue's own first; an order is in one of them. */
  currencies: string[];
  families: { id: string; name: string }[];
  plans: OfferedPlan[];
  incidents: OfferedIncident[];
  maxPeriods: number;
  /** Every term of an order starts within so many years. */
  startWithinYears: number;
  maxUnits: number;
  readings: ReadingView[];
  /** True where tax may be put on a price, once its buyer is known. */
  taxed: boolean;
}

export function offer(view: CatalogueView): Offer {
  return {
    currencies: view.currencies,
    families: view.families.map(({ id, name }) => ({ id, name })),
    plans: view.plans.map((plan) => ({
      id: plan.id,
      family: plan.family,
      name: plan.name.value ?? plan.id,
      rank: plan.rank,
      price: plan.price.value,
      morePrices: stated(plan.more_prices),
      months: plan.buys.value?.months ?? plan.support_period.value?.months ?? null,
      sale: plan.sale.state,
      reason: plan.sale.reason,
      extendable: plan.support_period.value !== null,
    })),
    incidents: view.incidents.map(({ id, name, price, more_prices, max_minutes, by_agreement }) => ({
      id,
      name,
      price: price.value,
      morePrices: stated(more_prices),
      minutes: max_minutes.value,
      byAgreement: by_agreement.value ?? false,
    })),
    maxPeriods: view.rules.max_periods,
    startWithinYears: view.rules.start_within_years,
    maxUnits: view.rules.max_incident_units,
    readings: pricedReadings(view),
    taxed: view.rules.tax !== null,
  };
}

const stated = (prices: { value: Money | null }[]): Money[] => prices.flatMap(({ value }) => (value ? [value] : []));

/** What is offered in a currency: nothing is converted, so what states no price in it is not sold in it. */
export function offerIn(offer: Offer, currency: string | null): Offer {
  if (currency === null || currency === offer.currencies[0]) return offer;
  const priced = <Sold extends { morePrices: Money[] }>(sold: Sold) => ({
    ...sold,
    price: sold.morePrices.find((price) => price.currency === currency) ?? null,
  });
  return { ...offer, plans: offer.plans.map(priced), incidents: offer.incidents.map(priced).filter(({ price }) => price) };
}

/** The readings a price may rest on. */
export function pricedReadings(view: CatalogueView): ReadingView[] {
  const used = new Set([
    ...view.plans.flatMap(({ price, buys, sale, critical_updates, maintenance_upgrades }) =>
      [price, buys, sale, critical_updates, maintenance_upgrades].flatMap(({ readings }) => readings),
    ),
    ...view.incidents.flatMap(({ price, max_minutes }) => [price, max_minutes].flatMap(({ readings }) => readings)),
  ]);
  return view.readings.filter(({ id }) => used.has(id));
}

export function findPlan(offer: Offer, id: string): OfferedPlan | undefined {
  return offer.plans.find((plan) => plan.id === id);
}

/** How many terms of a plan one order can hold at most: none may start too late, even if the first starts today (R12). */
export function mostPeriods({ maxPeriods, startWithinYears }: Offer, plan: OfferedPlan | undefined): number {
  if (!plan?.months) return maxPeriods;
  return Math.min(maxPeriods, Math.floor((12 * startWithinYears) / plan.months) + 1);
}

/** `Windows PBX: Standard support`, as a plan is called outside its family. */
export function planName(offer: Pick<Offer, "plans" | "families">, id: string): string {
  const plan = offer.plans.find((each) => each.id === id);
  const family = offer.families.find((each) => each.id === plan?.family);
  return plan && family ? `${family.name}: ${plan.name}` : id;
}

export const soldNew = ({ sale }: OfferedPlan): boolean => sale === "buyable";

export const soldAsExtension = ({ sale }: OfferedPlan): boolean => sale === "buyable" || sale === "extension_only";
