/** Money is written exactly, with its currency's own digits. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { decimal, exponent, formatMoney, formatPrice, minorUnits } from "../src/lib/money.ts";

test("the decimal digits come from the currency", () => {
  assert.deepEqual(["USD", "JPY", "KWD"].map(exponent), [2, 0, 3]);
});

test("an amount is made of digits, not of a division", () => {
  assert.equal(decimal({ minor: 5, currency: "USD" }), "0.05");
  assert.equal(decimal({ minor: -140000, currency: "USD" }), "-1400.00");
  assert.equal(decimal({ minor: 1400, currency: "JPY" }), "1400");
  assert.equal(decimal({ minor: 1234567890123456, currency: "KWD" }), "1234567890123.456");
});

test("an order shows cents, a price list only where there are any", () => {
  assert.equal(formatMoney({ minor: 140000, currency: "USD" }), "US$1,400.00");
  assert.equal(formatPrice({ minor: 140000, currency: "USD" }), "US$1,400");
  assert.equal(formatPrice({ minor: 11667, currency: "USD" }), "US$116.67");
  assert.equal(formatPrice({ minor: 1400, currency: "JPY" }), "JP¥1,400");
});

test("a large amount loses no cent", () => {
  assert.equal(formatMoney({ minor: 9007199254740991, currency: "USD" }), "US$90,071,992,547,409.91");
});

test("a typed amount becomes minor units digit by digit, or nothing", () => {
  assert.deepEqual(["1,400", "116.67", "0.1", "12"].map((text) => minorUnits(text, "USD")), [140000, 11667, 10, 1200]);
  assert.equal(minorUnits("1400", "JPY"), 1400);
  assert.equal(minorUnits("1.234", "KWD"), 1234);
  assert.deepEqual(["", "1.234", "1,40", "-3", "1e3", "12 ", "١٢"].map((text) => minorUnits(text, "USD")), [null, null, null, null, null, 1200, null]);
});
