/** The people of a customer after a change. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Person } from "../src/api/account.ts";
import { isLastOwner, withPerson } from "../src/state/people.ts";

const person = (id: string, role: Person["role"]): Person => ({ id, role, name: id, email: `${id}@example.com` });
const ada = person("ada", "owner");
const bob = person("bob", "billing");

test("the only owner is known, and no longer the only one once there are two", () => {
  assert.equal(isLastOwner([ada, bob], ada), true);
  assert.equal(isLastOwner([ada, bob], bob), false);
  assert.equal(isLastOwner([ada, person("cy", "owner")], ada), false);
});

test("a changed person keeps the place, a new one comes last", () => {
  assert.deepEqual(withPerson([ada, bob], { ...ada, name: "Ada B." }).map(({ name }) => name), ["Ada B.", "bob"]);
  assert.deepEqual(withPerson([ada], bob), [ada, bob]);
});
