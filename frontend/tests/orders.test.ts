/** What an order's page makes of an order. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { AttemptView, OrderView } from "../src/api/orders.ts";
import { attemptNews, awaitsWire, inFlight, nextWait, onItsWay, openAttempt, standingOf, tokenOf } from "../src/state/orders.ts";

const attempt = (method: AttemptView["method"], state: AttemptView["state"]): AttemptView => ({
  id: "1",
  method,
  state,
  created_at: "2026-11-23T08:00:00Z",
  expires_at: "2026-11-23T09:00:00Z",
  in_flight: false,
  redirect_url: method === "wire" || state === "created" ? null : "https://pay.example/1",
});

const order = (state: OrderView["state"], attempts: AttemptView[], more: Partial<OrderView> = {}) =>
  ({ state, attempts, wire: null, history: [], ...more }) as unknown as OrderView;

test("an open page is in flight while the order awaits payment", () => {
  const open = order("awaiting_payment", [attempt("card", "pending"), attempt("paypal", "abandoned")]);
  assert.equal(openAttempt(open)?.method, "card");
  assert.equal(inFlight(open), true);
  assert.equal(attemptNews(open), null);
  assert.equal(openAttempt(order("cancelled", [attempt("card", "pending")])), null);
});

test("an attempt whose page the provider did not open leaves the choice of a method", () => {
  const unopened = order("awaiting_payment", [attempt("card", "created")]);
  assert.equal(openAttempt(unopened), null);
  assert.equal(attemptNews(unopened), null);
});

test("a wire is awaited, and looked for again", () => {
  const wire = {} as OrderView["wire"];
  const wired = order("awaiting_payment", [attempt("wire", "pending")], { wire });
  assert.equal(awaitsWire(wired), true);
  assert.equal(inFlight(wired), true);
  assert.equal(awaitsWire(order("awaiting_payment", [attempt("paypal", "declined"), attempt("wire", "abandoned")], { wire })), false);
});

test("the newest attempt tells how it ended, while the order can be paid", () => {
  assert.deepEqual(attemptNews(order("awaiting_payment", [attempt("card", "declined")])), { news: "declined", method: "card" });
  assert.deepEqual(attemptNews(order("awaiting_payment", [attempt("paypal", "abandoned")])), { news: "left", method: "paypal" });
  assert.equal(attemptNews(order("fulfilled", [attempt("card", "declined")])), null);
  assert.equal(attemptNews(order("awaiting_payment", [])), null);
});

test("a payment the provider took on is on its way", () => {
  const taken = { ...attempt("paypal", "pending"), in_flight: true };
  assert.equal(onItsWay(order("awaiting_payment", [taken])), true);
  assert.equal(onItsWay(order("awaiting_payment", [attempt("paypal", "pending")])), false);
  assert.equal(onItsWay(order("fulfilled", [taken])), false);
});

test("each wait is longer, up to half a minute", () => {
  const waits = [0, 1, 2, 3, 20, 400].map((round) => nextWait(round, order("awaiting_payment", [])));
  assert.ok(waits.every((wait, index) => index === 0 || wait >= (waits[index - 1] ?? 0)));
  assert.equal(waits.at(-1), 30_000);
});

test("the token is the last part of the address", () => {
  assert.deepEqual(["/orders/abc-D_1/", "/orders/abc", "/orders/", "/"].map(tokenOf), ["abc-D_1", "abc", "", ""]);
});

test("an order that a person checks is looked at again, slowly", () => {
  const checked = order("awaiting_approval", []);
  assert.equal(inFlight(checked), true);
  assert.deepEqual([0, 9].map((round) => nextWait(round, checked)), [20_000, 20_000]);
});

const term = (more: Partial<OrderView["terms"][number]> = {}) => ({ term: { start: "2026-11-23" }, ended: false, suspended_on: null, ...more });
const paid = (state: OrderView["state"], terms: unknown[], more: object = {}) =>
  order(state, [], { paid: { counted_on: "2026-11-23" }, terms, incidents: [], dispute: null, overtaken: null, ...more } as unknown as Partial<OrderView>);

test("an order whose cover has ended, or serves nothing, is not told as in force", () => {
  assert.equal(standingOf(paid("fulfilled", [term()])), "fulfilled");
  assert.equal(standingOf(paid("fulfilled", [term({ ended: true })])), "ended");
  assert.equal(standingOf(paid("fulfilled", [term({ ended: true })], { incidents: [{ ended: false }] })), "fulfilled");
  assert.equal(standingOf(paid("part_refunded", [term({ suspended_on: "2026-11-24" })])), "suspended");
  assert.equal(standingOf(paid("fulfilled", [term({ suspended_on: "2026-11-24" })], { dispute: "open" })), "suspended");
});

test("money that a bank took back has not gone back the way it was paid", () => {
  assert.equal(standingOf(paid("refunded", [term()], { dispute: "lost" })), "taken_back");
  assert.equal(standingOf(paid("refunded", [term({ ended: true })])), "refunded");
});
