/** How signing in begins, what it keeps in this browser, and where it leads. */
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { codeDigits, deskWay, forget, keepAsked, keepNext, readStart, restoreAsked, restoreNext, SIGNED_OUT, stepOf } from "../src/state/signIn.ts";

function storage(): Pick<Storage, "getItem" | "setItem" | "removeItem"> {
  const kept = new Map<string, string>();
  return {
    getItem: (name) => kept.get(name) ?? null,
    setItem: (name, value) => void kept.set(name, value),
    removeItem: (name) => void kept.delete(name),
  };
}

beforeEach(() => {
  for (const place of ["sessionStorage", "localStorage"]) Object.defineProperty(globalThis, place, { value: storage(), configurable: true });
});

const asked = { email: "ada@example.com", expiresAt: "2026-11-26T12:15:00Z" };

test("the address names the mail's key and an own way on", () => {
  assert.deepEqual(readStart("?token=abc&next=/account/extend/%3Finstallation=a,b"), { token: "abc", next: "/account/extend/?installation=a,b", signedOut: false });
  assert.deepEqual(readStart(""), { token: null, next: null, signedOut: false });
  assert.equal(readStart(SIGNED_OUT.slice(SIGNED_OUT.indexOf("?"))).signedOut, true);
});

test("another site, or signing in again, is no way on", () => {
  for (const next of ["//evil.example/", "https://evil.example", "/sign-in/?next=/sign-in/"]) {
    assert.equal(readStart(`?next=${encodeURIComponent(next)}`).next, null);
  }
});

test("a link that was opened counts before a mail this tab asked for", () => {
  assert.equal(stepOf("abc", asked), "link");
  assert.equal(stepOf(null, asked), "code");
  assert.equal(stepOf(null, null), "mail");
});

test("a code is read however it was pasted", () => {
  assert.equal(codeDigits(" 123 456\n"), "123456");
  assert.equal(codeDigits("123-456-789"), "123456");
  assert.equal(codeDigits("abc"), "");
});

test("a reload finds what was asked, until it is forgotten", () => {
  keepAsked(asked);
  assert.deepEqual(restoreAsked(), asked);
  forget();
  assert.equal(restoreAsked(), null);
});

test("what was asked long ago is not taken up again", (context) => {
  context.mock.timers.enable({ apis: ["Date"], now: 0 });
  keepAsked(asked);
  keepNext("/account/people/");
  context.mock.timers.setTime(2 * 3_600_000);
  assert.equal(restoreAsked(), null);
  assert.equal(restoreNext(null), "/account/");
});

test("the mail's link, which opens in another tab, leads on to where the first one wanted to go", () => {
  keepNext("/account/people/");
  assert.equal(restoreNext(null), "/account/people/");
  assert.equal(restoreNext("/account/orders/"), "/account/orders/");
  keepNext(null);
  assert.equal(restoreNext(null), "/account/");
});

test("a browser that refuses storage signs in all the same", () => {
  for (const place of ["sessionStorage", "localStorage"]) {
    Object.defineProperty(globalThis, place, { configurable: true, get: () => assert.fail("refused") });
  }
  keepAsked(asked);
  forget();
  assert.equal(restoreAsked(), null);
  assert.equal(restoreNext(null), "/account/");
});

test("staff go on at the desk, wherever they wanted to go", () => {
  assert.equal(deskWay("/desk/orders/?q=1"), "/desk/orders/?q=1");
  for (const next of ["/account/", "/desktop/", "/"]) assert.equal(deskWay(next), "/desk/");
});
