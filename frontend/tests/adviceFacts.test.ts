/** What can be a must-have: what plans differ in, but for a way of contact that all support has. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { CatalogueView, Feature, PlanView, QuotaView, Sourced } from "../src/api/catalogue.ts";
import { adviceFacts, findFamily } from "../src/state/adviceFacts.ts";

const said = <T>(value: NoInfer<T> | null): Sourced<T> => ({ value, lines: [], readings: [], family: false });
const quota = (levels: string[]): QuotaView => ({ pool: "wood", levels, month: null, period: null, lines: [], readings: [] });
const feature = (id: string, group: Feature["group"]): Feature => ({ id, group, name: id, options: {} });

const plan = (id: string, levels: string[], features: Record<string, string | null>): PlanView => ({
  id,
  family: id.split(".")[0] ?? "",
  tier: id.split(".")[1] ?? "",
  rank: 1,
  name: said(id),
  price: said({ minor: 100, currency: "EUR" }),
  more_prices: [],
  buys: said({ months: 12 }),
  sale: { state: "buyable", reason: null, lines: [], readings: [] },
  support_period: said({ months: 12 }),
  critical_updates: said(null),
  maintenance_upgrades: said(null),
  features: Object.fromEntries(Object.entries(features).map(([name, value]) => [name, said(value)])),
  quotas: [quota(levels)],
  notes: [],
  computed: { price_per_month: null, price_per_request: null, included_requests: 0 },
});

const family = (id: string) => ({ id, name: id, products: [], summary: "", included: said(false), notes: [] });

const view = {
  families: [family("boat"), family("kite")],
  features: [feature("training", "getting_started"), feature("mail", "contact"), feature("radio", "contact"), feature("flags", "contact")],
  plans: [
    plan("boat.none", [], { training: null, mail: "no", radio: null, flags: null }),
    plan("boat.small", ["deck"], { training: "yes", mail: "yes", radio: null, flags: "no" }),
    plan("boat.large", ["deck"], { training: "yes", mail: "yes", radio: "yes", flags: "no" }),
    plan("kite.small", ["deck"], { training: "yes", mail: "yes", radio: null, flags: "no" }),
    plan("kite.large", ["deck"], { training: "yes", mail: "yes", radio: "yes", flags: "no" }),
  ],
  levels: [],
  pools: [],
  readings: [],
  incidents: [],
} as Partial<CatalogueView> as CatalogueView;

const services = (id: string) => findFamily(adviceFacts(view), id)?.services.map(({ id: service, asked }) => [service, asked]);

test("a way of contact that every plan with support has is none to ask for, and an address may name it", () => {
  assert.deepEqual(services("boat"), [
    ["training", true],
    ["mail", false],
    ["radio", true],
  ]);
});

test("what all plans have alike is no must-have at all", () => {
  assert.deepEqual(services("kite"), [["radio", true]]);
});
