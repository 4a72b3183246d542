/** What can really be used of a quota. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { QuotaWindow } from "../src/api/installations.ts";
import { isUsedUp, tellingScopes, usable } from "../src/state/quota.ts";

const count = (left: number) => ({ used: 20 - left, left, cap: 20 });
const window = (requests: number, minutes: number): QuotaWindow => ({
  start: "2026-11-01",
  last_day: "2026-11-30",
  turns_on: null,
  requests: count(requests),
  minutes: count(minutes),
});

test("a month gives no more than the term has left, measure by measure", () => {
  assert.deepEqual(usable({ month: window(5, 15), period: window(3, 20) }).month, { requests: 3, minutes: 15 });
  assert.deepEqual(usable({ month: window(5, 15), period: null }), { month: { requests: 5, minutes: 15 }, term: null });
  assert.deepEqual(usable({ month: null, period: window(3, 20) }), { month: null, term: { requests: 3, minutes: 20 } });
});

test("it is used up as soon as one measure is", () => {
  assert.equal(isUsedUp({ requests: 0, minutes: 15 }), true);
  assert.equal(isUsedUp({ requests: 1, minutes: 0 }), true);
  assert.equal(isUsedUp({ requests: 1, minutes: 15 }), false);
});

test("the month is named beside the term only where it gives less, and never once the term is used up", () => {
  const told = (month: QuotaWindow, period: QuotaWindow) => Object.entries(tellingScopes(usable({ month, period }))).filter(([, left]) => left).map(([scope]) => scope);
  assert.deepEqual(told(window(5, 15), window(10, 20)), ["month", "term"]);
  assert.deepEqual(told(window(5, 20), window(3, 20)), ["term"]);
  assert.deepEqual(told(window(0, 15), window(10, 20)), ["month", "term"]);
  assert.deepEqual(told(window(5, 15), window(10, 0)), ["term"]);
});
