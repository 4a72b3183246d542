/** What the overview of an account offers for an installation. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { InstallationSummary, Units } from "../src/api/installations.ts";
import { buyUnits, extendTogether, isOver, offered, offeredAddress, orderable, unitsByLevel } from "../src/state/account.ts";

const installation = (more: Partial<InstallationSummary>) => ({ id: "i1", plan: "boat.large", state: "active", extendable: false, upgradable: true, ...more }) as InstallationSummary;
const units = (id: string, level: string): Units => ({ id, level, name: level, bought: 2, left: 1, last_usable_day: null });

test("what can be extended is, also when it is over", () => {
  for (const state of ["active", "grace", "lapsed"] as const) assert.equal(offered(installation({ state, extendable: true })), "extend");
});

test("before it can be extended, a running term can be upgraded where a higher plan is sold", () => {
  assert.equal(offered(installation({})), "upgrade");
  assert.equal(offeredAddress(installation({})), "/account/i1/extend/?upgrade");
});

test("what can be neither extended nor upgraded can be looked at", () => {
  for (const state of ["suspended", "queued", "active"] as const) {
    assert.equal(offered(installation({ state, upgradable: false })), "details");
    assert.equal(offeredAddress(installation({ state, upgradable: false })), "/account/i1/");
  }
});

test("an installation without any plan gets one", () => {
  assert.equal(offered(installation({ plan: null, state: null, extendable: true })), "choose");
});

test("what can be extended, upgraded or given a first plan goes into one order with others", () => {
  assert.equal(orderable(installation({ extendable: true })), true);
  assert.equal(orderable(installation({})), true);
  assert.equal(orderable(installation({ plan: null, state: null, extendable: true })), true);
  assert.equal(orderable(installation({ upgradable: false })), false);
});

test("one installation is extended on its own page, several on one page together", () => {
  assert.equal(extendTogether(["i1"]), "/account/i1/extend/");
  assert.equal(extendTogether(["i1", "i2"]), "/account/extend/?installation=i1,i2");
});

test("what was taken back is not extended: a plan is bought again", () => {
  assert.equal(offered(installation({ state: "revoked", extendable: true, upgradable: false })), "again");
  assert.equal(offeredAddress(installation({ state: "revoked", extendable: true })), "/account/i1/extend/");
});

test("a window is over on the day after its last one", () => {
  assert.equal(isOver("2013-05-15", "2013-05-15"), false);
  assert.equal(isOver("2013-05-15", "2013-05-16"), true);
});

test("units of one level stand together, in the order they came", () => {
  const levels = unitsByLevel([units("u1", "deck"), units("u2", "hull"), units("u3", "deck")]);
  assert.deepEqual(levels.map(({ level, bought }) => [level, bought.map(({ id }) => id)]), [["deck", ["u1", "u3"]], ["hull", ["u2"]]]);
  assert.equal(buyUnits("deck"), "/configure/?incidents=deck:1");
});
