/** The people of a customer after a change. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Person } from "../src/api/account.ts";
import { actsOn, isLastOwner, withPerson } from "../src/state/people.ts";

const person = (id: string, role: Person["role"]): Person => ({ id, role, name: id, email: `${id}@example.com` });
const ada = person("ada", "owner");
const bob = person("bob", "billing");

test("the only owner is known, and no longer the only one once there are two", () => {
  assert.equal(isLastOwner([ada, bob], ada), true);
  assert.equal(isLastOwner([ada, bob], bob), false);
  assert.equal(isLastOwner([ada, person("cy", "owner")], ada), false);
});

test("the only owner can be given another name and nothing else, until there is a second one", () => {
  assert.deepEqual(actsOn([ada, bob], ada), ["rename"]);
  assert.deepEqual(actsOn([ada, bob], bob), ["change", "remove"]);
  assert.deepEqual(actsOn([ada, person("cy", "owner")], ada), ["change", "remove"]);
});

test("a changed person keeps the place, a new one comes last", () => {
  assert.deepEqual(withPerson([ada, bob], { ...ada, name: "Ada B." }).map(({ name }) => name), ["Ada B.", "bob"]);
  assert.deepEqual(withPerson([ada], bob), [ada, bob]);
});
