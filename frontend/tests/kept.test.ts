/** What waits in the tab: personal fields for exactly their line, and one key for one content. */
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { forgetOrder, keepConsent, keepInstallations, keepTickets, keepToken, orderKey, restoreConsent, restoreInstallations, restoreTickets } from "../src/state/kept.ts";
import { readPreset } from "../src/state/preset.ts";
import { changeCard } from "../src/state/selection.ts";
import { offer } from "./factories.ts";

beforeEach(() => {
  const kept = new Map<string, string>();
  const storage = { getItem: (name: string) => kept.get(name) ?? null, setItem: (name: string, value: string) => kept.set(name, value), removeItem: (name: string) => kept.delete(name) };
  Object.defineProperty(globalThis, "sessionStorage", { value: storage, configurable: true });
});

const preset = (search: string) => readPreset(search, offer).selection;

test("personal fields come back to their own line", () => {
  const search = "?plan=boat.large,boat.large&extend=boat.small~2026-12-31~boat.large";
  keepInstallations(changeCard(changeCard(preset(search), "new-2", { reference: "KEY-2" }), "extension-1", { confirmed: 39 }));
  const cards = restoreInstallations(preset(search)).cards;
  assert.deepEqual(cards.map(({ reference }) => reference), ["", "KEY-2", ""]);
  assert.ok(cards[2]?.kind === "extension" && cards[2].confirmed === 39);
});

test("another line does not get somebody else's key", () => {
  keepInstallations(changeCard(preset("?extend=boat.small~2026-12-31~boat.large"), "extension-1", { reference: "KEY-1" }));
  const [card] = restoreInstallations(preset("?extend=boat.small~2027-01-31~boat.large")).cards;
  assert.equal(card?.reference, "");
});

test("the same content keeps its key, another content gets another", () => {
  const key = orderKey("one");
  assert.equal(orderKey("one"), key);
  assert.notEqual(orderKey("two"), key);
});

test("a settled order lets its key go, another order does not", () => {
  const key = orderKey("one");
  keepToken("token");
  forgetOrder("other");
  assert.equal(orderKey("one"), key);
  forgetOrder("token");
  assert.notEqual(orderKey("one"), key);
});

test("a consent holds for its own selection, and until its order is settled", () => {
  orderKey("one");
  keepToken("token");
  keepConsent("?plan=boat.large", "v1");
  assert.equal(restoreConsent("?plan=boat.large"), "v1");
  assert.equal(restoreConsent("?plan=boat.small"), "");
  forgetOrder("token");
  assert.equal(restoreConsent("?plan=boat.large"), "");
});

test("a browser without storage still orders", () => {
  const refuse = () => {
    throw new DOMException("denied", "SecurityError");
  };
  Object.defineProperty(globalThis, "sessionStorage", { value: { getItem: refuse, setItem: refuse, removeItem: refuse }, configurable: true });
  keepInstallations(preset("?plan=boat.large"));
  assert.ok(orderKey("one"));
  forgetOrder("token");
});

test("the tickets of a file come back under their own name, and only the last file's", () => {
  const tickets = [{ line: 2, on: "2025-01-31", level: "dev", quarters: 6 }];
  const name = keepTickets(tickets);
  assert.match(name ?? "", /^[0-9a-f]{8}$/);
  assert.deepEqual(restoreTickets(name ?? ""), tickets);
  keepTickets([]);
  assert.equal(restoreTickets(name ?? ""), null);
});

test("a browser that keeps nothing gives tickets no name", () => {
  Object.defineProperty(globalThis, "sessionStorage", { value: undefined, configurable: true });
  assert.equal(keepTickets([]), null);
});
