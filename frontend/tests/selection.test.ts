/** A selection in the making: which lines are ready, and what a change takes back. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { askedUnits, changeCard, entries, type ExtensionCard, extensionCard, newCard, nothing, orderLine, readUnits, withCard, withoutCard } from "../src/state/selection.ts";
import { offer } from "./factories.ts";

const extension = (): ExtensionCard => ({ ...extensionCard(nothing), current: "boat.small", lastCoveredDay: "2026-12-31", plan: "boat.large" });

test("only finished cards are priced, new installations first", () => {
  let selection = withCard(nothing, extension());
  selection = withCard(selection, newCard(selection, "boat.large"));
  selection = withCard(selection, newCard(selection));
  const found = entries({ ...selection, units: { hull: "2", deck: "0" } }, offer);
  assert.deepEqual(found.map(({ at }) => at), ["new-1", "extension-1", "incidents-hull"]);
});

test("a removed card's key is not given to a card that still stands", () => {
  let selection = withCard(nothing, newCard(nothing, "boat.large"));
  selection = withCard(selection, newCard(selection, "boat.large"));
  selection = withoutCard(selection, "new-1");
  assert.equal(newCard(selection).key, "new-3");
});

test("another date or plan takes the start and the consent back, a name does not", () => {
  const selection = withCard(nothing, { ...extension(), start: "today", confirmed: 39 });
  const [renamed] = changeCard(selection, "extension-1", { reference: "KEY-1" }).cards;
  assert.ok(renamed?.kind === "extension" && renamed.start === "today" && renamed.confirmed === 39);
  const [moved] = changeCard(selection, "extension-1", { lastCoveredDay: "2027-01-31" }).cards;
  assert.ok(moved?.kind === "extension" && moved.start === null && moved.confirmed === null);
});

test("an ordered line carries its installation and the days given up", () => {
  assert.deepEqual(orderLine({ ...extension(), reference: " KEY-1 ", start: "today", confirmed: 39 }), {
    kind: "extension",
    current_plan: "boat.small",
    last_covered_day: "2026-12-31",
    plan: "boat.large",
    periods: 1,
    start: "today",
    installation: { reference: "KEY-1", label: null },
    confirmed_days_given_up: 39,
  });
});

test("units are whole numbers or nothing", () => {
  assert.deepEqual(["", "99", "100", "0", "1,000"].map((text) => askedUnits(text, 99)), [0, 99, null, null, null]);
  assert.deepEqual(["", " 2 ", "1000", "1.5", "-1", "x", "1e3"].map(readUnits), [0, 2, 1000, null, null, null, null]);
});
