/** The address holds a view and gives it back. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { readList, readSwitch, writeQuery } from "../src/lib/address.ts";

test("what is written is read again", () => {
  const query = new URLSearchParams(writeQuery({ plans: ["standard", "advanced"], diff: true }));
  assert.deepEqual(readList(query, "plans"), ["standard", "advanced"]);
  assert.equal(readSwitch(query, "diff"), true);
});

test("what says nothing is left out", () => {
  assert.equal(writeQuery({ plans: [], diff: false, words: "" }), "");
});

test("commas and colons stay readable, anything else is escaped", () => {
  assert.equal(writeQuery({ incidents: "l12:2,dev:1" }), "?incidents=l12:2,dev:1");
  assert.equal(writeQuery({ plans: "a&b=c#d" }), "?plans=a%26b%3Dc%23d");
});

test("repeats, blanks and spaces in a list do no harm", () => {
  assert.deepEqual(readList(new URLSearchParams("plans=a, b,,a"), "plans"), ["a", "b"]);
});

test("an absent list is not an empty one", () => {
  assert.equal(readList(new URLSearchParams("diff=1"), "plans"), null);
  assert.deepEqual(readList(new URLSearchParams("plans="), "plans"), []);
});
