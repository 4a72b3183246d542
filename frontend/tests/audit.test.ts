/** What an act changed, in words. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { readLooking, writeLooking } from "../src/api/audit.ts";
import { changesOf, inWords, partsOf } from "../src/state/audit.ts";

test("only what changed is told, and what came or went stands alone", () => {
  const before = { state: "active", plan: "pbx.standard", gone: "x" };
  const after = { state: "revoked", plan: "pbx.standard", last_day: "2026-11-23" };
  assert.deepEqual(changesOf({ before, after }), [
    { name: "state", before: "active", after: "revoked" },
    { name: "gone", before: "x", after: null },
    { name: "last day", before: null, after: "2026-11-23" },
  ]);
  assert.deepEqual(changesOf({ before: {}, after: {} }), []);
});

test("an act that changed nothing tells what it was about", () => {
  assert.deepEqual(changesOf({ before: { uses: "7" }, after: { uses: "7" } }), [{ name: "uses", before: "7", after: "7" }]);
});

test("names are told in words and in parts", () => {
  assert.equal(inWords("order_approved"), "order approved");
  assert.equal(inWords("add-staff"), "add staff");
  assert.deepEqual(partsOf("staff:ann@vendor.example"), { kind: "staff", name: "ann@vendor.example" });
  assert.deepEqual(partsOf("system"), { kind: null, name: "system" });
});

test("what is looked for survives the address", () => {
  const looking = { who: "ann@vendor.example", what: "order approved", about: "", first_day: "2026-11-23", last_day: "" };
  assert.deepEqual(readLooking(writeLooking(looking, ">7")), { ...looking, after: ">7" });
});
