/** What was asked is told again as it was counted, and what opens in the configurator adds up. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Question } from "../src/state/advice.ts";
import { askedCounts, askedRows } from "../src/state/adviceAsked.ts";
import type { AdviceFacts } from "../src/state/adviceFacts.ts";
import { poolAsked } from "../src/state/adviceForm.ts";
import { incidentsOpened, opened } from "../src/state/adviceOpened.ts";

const START = "2027-01-31";
const pool = (id: string, levels: string[]) => ({ id, name: id, levels });
const facts: AdviceFacts = { families: [], levels: [], pools: [pool("wood", ["deck", "hull"]), pool("cloth", ["sail"])], readings: [], plans: {} };
const about = (workload: Question["workload"]): Question => ({ family: "boat", months: 24, start: null, needs: { services: [], critical: 0, maintenance: 0 }, workload });

test("a pattern is told by its rows, and counted over its months", () => {
  const rows = [
    { level: "hull", quarters: 4, count: 2, months: null },
    { level: "deck", quarters: 2, count: 3, months: [1, 5] },
  ];
  const question = about({ kind: "pattern", rows });
  assert.deepEqual(askedRows(question, START, true).map(({ when }) => when), [
    { kind: "monthly", count: 2 },
    { kind: "months", count: 3, months: [1, 5] },
  ]);
  assert.deepEqual(askedCounts(question, facts), [{ pool: "wood", requests: 54, perMonth: [] }]);
});

test("what the short questions asked of a pool is told by its name, and what was told by its level is not", () => {
  const asked = (...rows: [level: string, months: number[] | null][]) =>
    about({ kind: "pattern", rows: rows.map(([level, months]) => ({ level, quarters: 4, count: 2, months })) });
  assert.equal(poolAsked(asked(["hull", null]), "hull", facts), "wood");
  assert.equal(poolAsked(asked(["deck", null]), "deck", facts), null);
  assert.equal(poolAsked(asked(["hull", [3]]), "hull", facts), null);
  assert.equal(poolAsked(asked(["sail", null]), "sail", facts), null);
  assert.equal(poolAsked(about({ kind: "rates", rates: [{ level: "hull", quarters: 4, perMonth: "1" }] }), "hull", facts), null);
});

test("dated requests are told by their days where the address lists them, and together where a file does", () => {
  const requests = [
    { day: 31, level: "sail", quarters: 8 },
    { day: 0, level: "sail", quarters: 2 },
    { day: 0, level: "sail", quarters: 2 },
  ];
  const question = about({ kind: "requests", requests });
  assert.deepEqual(askedRows(question, START, true), [
    { level: "sail", shortest: 8, longest: 8, when: { kind: "days", days: [{ day: "2027-03-03", count: 1 }] } },
    { level: "sail", shortest: 2, longest: 2, when: { kind: "days", days: [{ day: START, count: 2 }] } },
  ]);
  assert.deepEqual(askedRows(question, START, false), [
    { level: "sail", shortest: 2, longest: 8, when: { kind: "span", count: 3, first: START, last: "2027-03-03" } },
  ]);
  assert.deepEqual(askedCounts(question, facts), [{ pool: "cloth", requests: 3, perMonth: [] }]);
});

test("rates are no counts", () => {
  const question = about({ kind: "rates", rates: [{ level: "hull", quarters: 4, perMonth: "1.5" }] });
  assert.deepEqual(askedCounts(question, facts), [{ pool: "wood", requests: 0, perMonth: ["1.5"] }]);
});

const money = (minor: number) => ({ minor, currency: "USD" });
const term = { plan: "boat.calm", name: "Calm", month: 1, months: 12, start: START, end: "2028-01-31", price: money(140000), months_beyond: 0, lines: [], readings: [] };
const total = (minor: number) => ({ total: money(minor), overflow: money(0), per_month: money(0), by_agreement: 0, incidents: [] });

const TODAY = { start: START, advised_on: START };

test("what opens and what is paid later are the total together", () => {
  const terms = [term, term, term];
  assert.deepEqual(opened({ configure: "/configure/?plan=boat.calm*2", terms, best: total(500000) }, TODAY), {
    plan: "Calm",
    terms: 2,
    price: money(280000),
    later: money(220000),
    termsLater: 1,
    incidentsLater: true,
  });
  assert.equal(opened({ configure: "/configure/?plan=boat.calm*2", terms, best: total(420000) }, TODAY)?.incidentsLater, false);
  assert.equal(opened({ configure: "/configure/?plan=boat.calm*3", terms, best: total(420000) }, TODAY)?.later, null);
  assert.equal(opened({ configure: "/configure/?plan=boat.calm", terms: [term], best: null }, TODAY)?.later, null);
  assert.equal(opened({ configure: "/configure/?incidents=l12:3", terms: [], best: total(27000) }, TODAY), null);
});

test("incidents that open are counted by their address", () => {
  assert.equal(incidentsOpened("/configure/?incidents=l12:1"), 1);
  assert.equal(incidentsOpened("/configure/?currency=EUR&incidents=l12:1,dev:12"), 13);
  assert.equal(incidentsOpened("/configure/?plan=boat.calm*2"), 0);
});

test("of what is past nothing is paid later", () => {
  const begun = { start: "2025-01-31", advised_on: START };
  assert.deepEqual(opened({ configure: "/configure/?plan=boat.calm", terms: [term, term], best: total(500000) }, begun), {
    plan: "Calm",
    terms: 1,
    price: money(140000),
    later: money(140000),
    termsLater: 1,
    incidentsLater: false,
  });
  assert.equal(opened({ configure: "/configure/?plan=boat.calm", terms: [term], best: total(500000) }, begun)?.later, null);
});
