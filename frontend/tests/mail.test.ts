/** Mail addresses are told from what is none. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { isMailAddress, isSameAddress } from "../src/lib/mail.ts";

test("addresses as companies have them pass", () => {
  for (const address of ["ann@acme.example", "a.b+c@mail.acme.co.uk", "o'neil_1@x-y.example"]) assert.ok(isMailAddress(address), address);
});

test("what is no address is refused", () => {
  const wrong = ["", "ann", "ann@acme", "ann.acme.example", "@acme.example", "a..b@acme.example", "a b@acme.example", "ann@-acme.example", "a@b.example, c@d.example"];
  for (const text of wrong) assert.ok(!isMailAddress(text), text);
});

test("the same mailbox is known however it is written", () => {
  assert.equal(isSameAddress(" Ada@Example.com", "ada@example.com"), true);
  assert.equal(isSameAddress("ada@example.com", "ada@example.org"), false);
});
