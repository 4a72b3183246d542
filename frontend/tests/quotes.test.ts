/** What a quote's page makes of a quote: what is picked of it, and how it compares with today. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { QuoteOption } from "../src/api/quotes.ts";
import {
  checkoutAddress,
  comparedLines,
  hasAlternatives,
  pickedLines,
  pricedByDays,
  quoteToOrder,
  quoteTokenOf,
  readPicked,
  withOption,
  writePicked,
} from "../src/state/quotes.ts";
import { breakdown, priceLine } from "./factories.ts";

const option = (choice: QuoteOption["choice"], title: string, minor = 10000): QuoteOption => ({
  choice,
  line: priceLine({ title }),
  list_total: { minor, currency: "EUR" },
  discount: [],
  total: { minor, currency: "EUR" },
});

const quote = {
  options: [option("included", "base"), option("A", "small"), option("B", "large"), option("optional", "extra"), option("optional", "more")],
};

test("the first alternative and nothing optional is picked until somebody picks", () => {
  assert.deepEqual(readPicked("", quote), { alternative: "A", options: [] });
  assert.deepEqual(readPicked("", { options: [option("included", "base")] }), { alternative: null, options: [] });
  assert.equal(hasAlternatives({ options: [option("included", "base")] }), false);
});

test("a pick survives its address", () => {
  const picked = { alternative: "B" as const, options: [3, 4] };
  assert.equal(writePicked(picked), "?alternative=B&options=3,4");
  assert.deepEqual(readPicked(writePicked(picked), quote), picked);
  assert.equal(writePicked({ alternative: "A", options: [] }), "");
  assert.equal(checkoutAddress("abc", picked), "/checkout/?quote=abc&alternative=B&options=3,4");
  assert.equal(quoteToOrder("?quote=abc&options=3"), "abc");
});

test("what an address names wrongly is left out of the pick", () => {
  assert.deepEqual(readPicked("?alternative=C&options=0,1,3,99,x,-1", quote), { alternative: "A", options: [3] });
});

test("an optional line is picked and left, always in the quote's order", () => {
  const none = { alternative: null, options: [] };
  assert.deepEqual(withOption(withOption(none, 4, true), 3, true).options, [3, 4]);
  assert.deepEqual(withOption({ alternative: null, options: [3, 4] }, 3, false).options, [4]);
});

test("the picked lines are those of everybody, of the alternative, and the ticked ones", () => {
  const titles = pickedLines(quote, { alternative: "B", options: [4] }).map(({ option: { line } }) => line.title);
  assert.deepEqual(titles, ["base", "large", "more"]);
});

test("an old price stands beside today's, and a line that has no counterpart says so", () => {
  const picked = { alternative: "A" as const, options: [] };
  const today = breakdown([priceLine({ total: { minor: 11000, currency: "EUR" } }), priceLine({ kind: "fee" }), priceLine({ total: { minor: 9000, currency: "EUR" } })]);
  assert.deepEqual(comparedLines(quote, picked, today).map(({ then, now }) => [then.minor, now?.minor]), [[10000, 11000], [10000, 9000]]);
  assert.deepEqual(comparedLines(quote, picked, null).map(({ now }) => now), [null, null]);
});

test("an upgrade's price is told as one by days once fewer are left", () => {
  const upgrade = { ...option("included", "higher"), line: priceLine({ kind: "upgrade" }) };
  const [then, now] = ["2026-11-23", "2026-12-03"];
  assert.equal(pricedByDays({ options: [upgrade], priced_on: then, dated_on: now }), true);
  assert.equal(pricedByDays({ options: [upgrade], priced_on: then, dated_on: then }), false);
  assert.equal(pricedByDays({ options: quote.options, priced_on: then, dated_on: now }), false);
});

test("the token is the last part of the address", () => {
  assert.deepEqual(["/quotes/abc-D_1/", "/quotes/abc", "/quotes/", "/orders/abc/"].map(quoteTokenOf), ["abc-D_1", "abc", "", ""]);
});
