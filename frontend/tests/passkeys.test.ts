/** Bytes as the server writes them, and what a browser's errors mean. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { bytes, failureOf, knowsPasskeys, text } from "../src/lib/passkeys.ts";

test("bytes survive being written as base64url, without padding and with its own two signs", () => {
  for (let length = 0; length < 300; length++) {
    const raw = Uint8Array.from({ length }, (_, at) => (at * 7 + 251) % 256);
    const written = text(raw.buffer);
    assert.match(written, /^[A-Za-z0-9_-]*$/);
    assert.deepEqual(bytes(written), raw);
  }
  assert.equal(text(Uint8Array.from([251, 255, 254]).buffer), "-__-");
});

test("what a browser calls its errors is told in our words, and an unknown one stays a fault", () => {
  assert.equal(failureOf("NotAllowedError"), "stopped");
  assert.equal(failureOf("InvalidStateError"), "known");
  assert.equal(failureOf("SecurityError"), "elsewhere");
  assert.equal(failureOf("NotSupportedError"), "unsupported");
  assert.equal(failureOf("TypeError"), null);
});

test("without a browser there are no passkeys", () => {
  assert.equal(knowsPasskeys(), false);
});
