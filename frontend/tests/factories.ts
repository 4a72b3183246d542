/** Small catalogues and prices to test with. */
import type { PriceBreakdown, PriceLine } from "../src/api/prices.ts";
import type { Offer, OfferedPlan } from "../src/state/offer.ts";

const plan = (id: string, more: Partial<OfferedPlan> = {}): OfferedPlan => ({
  id,
  family: id.split(".")[0] ?? "",
  name: id.split(".")[1] ?? "",
  rank: 1,
  price: { minor: 10000, currency: "EUR" },
  morePrices: [],
  months: 12,
  sale: "buyable",
  reason: null,
  extendable: true,
  ...more,
});

export const offer: Offer = {
  currencies: ["EUR"],
  families: [
    { id: "boat", name: "Boats" },
    { id: "kite", name: "Kites" },
  ],
  plans: [
    plan("boat.none", { sale: "not_for_sale", reason: "Nothing is bought here.", extendable: false }),
    plan("boat.small", { sale: "with_licence_only", reason: "It comes with the boat." }),
    plan("boat.large", { rank: 2 }),
    plan("kite.only", { sale: "extension_only" }),
  ],
  incidents: [
    { id: "deck", name: "Deck incident", price: { minor: 500, currency: "EUR" }, morePrices: [], minutes: 60, byAgreement: false },
    { id: "hull", name: "Hull incident", price: { minor: 900, currency: "EUR" }, morePrices: [], minutes: 60, byAgreement: true },
  ],
  maxPeriods: 3,
  startWithinYears: 3,
  maxUnits: 99,
  taxed: false,
  readings: [],
};

export const priceLine = (more: Partial<PriceLine> = {}): PriceLine => ({
  kind: "new_installation",
  title: "Boats: large",
  plan: "boat.large",
  level: null,
  quantity: 1,
  unit_price: { minor: 10000, currency: "EUR" },
  total: { minor: 10000, currency: "EUR" },
  installation: null,
  installation_id: null,
  buys: "1 year.",
  terms: [],
  start: null,
  start_choices: [],
  stated_by_buyer: false,
  reason: null,
  of_whole: false,
  lines: [],
  readings: [],
  rules: [],
  ...more,
});

export const breakdown = (lines: PriceLine[]): PriceBreakdown => ({
  catalogue_version: "f".repeat(64),
  priced_on: "2026-11-23",
  currency: "EUR",
  net_of_tax: true,
  lines,
  net: { minor: 10000, currency: "EUR" },
  tax: null,
  total: { minor: 10000, currency: "EUR" },
});
