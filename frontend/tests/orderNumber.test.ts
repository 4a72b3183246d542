import assert from "node:assert/strict";
import { test } from "node:test";
import { readAmount } from "../src/lib/amounts.ts";
import { readOrderNumber } from "../src/lib/orderNumber.ts";

test("an order number is read alone, and out of the reference of a wire", () => {
  for (const text of ["1132264721", " 1132 2647 21 ", "RF30113226472 1", "RF30 1132 2647 21", "rf30-1132-2647-21"]) {
    assert.equal(readOrderNumber(text), "1132264721", text);
  }
});

test("a typo in a reference, and what is no number, is no order number", () => {
  for (const text of ["", "113226472", "0132264721", "RF31 1132 2647 21", "RF30 1132 2647 12", "RF30 1132 2647 211"]) {
    assert.equal(readOrderNumber(text), null, text);
  }
});

test("an amount by hand may have thousands separators", () => {
  assert.deepEqual(readAmount("2,900.00", "USD"), { minor: 290000, currency: "USD" });
  for (const text of ["2,90.00", "2.900,00", "0.00", "1.005", "-1"]) assert.equal(readAmount(text, "USD"), null, text);
});
