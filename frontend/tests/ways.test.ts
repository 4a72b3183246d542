/** Only addresses of this site are followed. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { ownPath, signInFirst } from "../src/lib/ways.ts";

test("an own address is followed as it is written", () => {
  for (const path of ["/account/", "/account/extend/?installation=a,b", "/orders/abc/#pay"]) assert.equal(ownPath(path, "/"), path);
});

test("an address that leaves the site is not followed", () => {
  const foreign = ["//evil.example/", "/\\evil.example", "/\t/evil.example", "/.//evil.example", "/a/..//evil.example", "https://evil.example/", "evil", "", null];
  for (const path of foreign) assert.equal(ownPath(path, "/account/"), "/account/", String(path));
});

test("the way back survives signing in", () => {
  const address = signInFirst("/account/extend/?installation=a,b&plan=x");
  const next = new URL(address, "http://127.0.0.1").searchParams.get("next");
  assert.equal(next, "/account/extend/?installation=a,b&plan=x");
});
