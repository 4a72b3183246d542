/** What the comparison works out: the view of an address, agreement of rows, differences in words, the critical rule. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { agrees, type ComparisonData, differences, readView, type Row, withPlans, writeView } from "../src/pages/Compare/model.ts";
import { whyNotCritical } from "../src/pages/Compare/critical.ts";

const data: ComparisonData = {
  columns: ["a", "b", "c", "d", "e", "f"].map((key) => ({ key, name: key.toUpperCase(), family: null })),
  usual: ["a", "b", "c"],
  prefix: "letter.",
};

const counts: Row = {
  label: "Level 1, per month",
  of: "of level 1 per month",
  cells: [
    { text: ["none"], state: "none" },
    { text: ["1 request", "1 hour"], state: "fact" },
    { text: ["3 requests", "1 hour"], state: "fact" },
  ],
};

const chat: Row = {
  label: "Chat",
  cells: [
    { text: ["not stated"], state: "unknown" },
    { text: ["yes"], state: "yes" },
    { text: ["yes"], state: "yes" },
  ],
};

test("an empty address shows the usual plans and needs no words", () => {
  const { view, faults } = readView("", data);
  assert.deepEqual(view, { plans: ["a", "b", "c"], words: ["b", "c"], diff: false, lines: false });
  assert.deepEqual(faults, []);
  assert.equal(writeView(view, data), "");
});

test("an address restores the view it was written from", () => {
  for (const query of ["?plans=a,b&diff=1", "?plans=b,d,e&words=e,b&lines=1", "?words=c,a"]) {
    assert.equal(writeView(readView(query, data).view, data), query);
  }
});

test("an address may name plans by their full ids", () => {
  const { view, faults } = readView("?plans=letter.a,b&words=letter.b,letter.a", data);
  assert.deepEqual([view.plans, view.words, faults], [["a", "b"], ["b", "a"], []]);
});

test("what was left out is told in the singular or the plural", () => {
  assert.match(readView("?plans=a,b,x", data).faults[0] ?? "", /“x”, which is not offered here; it was left out\.$/);
  assert.match(readView("?plans=a,b,x,y", data).faults[0] ?? "", /“x” and “y”, which are not offered here; they were left out\.$/);
});

test("plans stand in the order of the catalogue, whatever the address says", () => {
  assert.deepEqual(readView("?plans=c,a", data).view.plans, ["a", "c"]);
});

test("each fault of an address has its sentence, and the rest is kept", () => {
  const { view, faults } = readView("?plans=a,x,b&words=a,x&diff=yes", data);
  assert.deepEqual(view.plans, ["a", "b"]);
  assert.deepEqual(view.words, ["a", "b"]);
  assert.equal(view.diff, false);
  assert.equal(faults.length, 3);
});

test("fewer than two plans fall back to the usual ones, more than five are cut", () => {
  assert.deepEqual(readView("?plans=a", data).view.plans, data.usual);
  assert.deepEqual(readView("?plans=", data).view.plans, data.usual);
  assert.deepEqual(readView("?plans=a,b,c,d,e,f", data).view.plans, ["a", "b", "c", "d", "e"]);
});

test("the two plans in words stay as long as both are shown", () => {
  const { view } = readView("?words=a,b", data);
  assert.deepEqual(withPlans(view, ["a", "b", "d"]).words, ["a", "b"]);
  assert.deepEqual(withPlans(view, ["b", "d"]).words, ["b", "d"]);
});

test("a row agrees when all shown plans say the same", () => {
  assert.equal(agrees(chat, [1, 2]), true);
  assert.equal(agrees(chat, [0, 1]), false);
});

test("counts are told as figures, one sentence each, every figure with a noun that fits", () => {
  assert.deepEqual(differences([counts], data, ["b", "c"]), ["3 requests instead of 1 request of level 1 per month."]);
  assert.deepEqual(differences([counts], data, ["c", "b"]), ["1 request instead of 3 requests of level 1 per month."]);
  assert.deepEqual(differences([counts], data, ["a", "c"]), ["Level 1, per month: 3 requests, 1 hour instead of none."]);
});

test("silence is told as silence, from both sides", () => {
  assert.deepEqual(differences([chat], data, ["a", "b"]), ["Chat: yes, where A states nothing."]);
  assert.deepEqual(differences([chat], data, ["b", "a"]), ["Chat: not stated, where B says yes."]);
  assert.deepEqual(differences([chat], data, ["b", "c"]), []);
});

test("where families differ, a sentence names the plan with its family", () => {
  const columns = data.columns.map((column) => ({ ...column, family: "Letters" }));
  assert.deepEqual(differences([chat], { ...data, columns }, ["a", "b"]), ["Chat: yes, where A (Letters) states nothing."]);
});

test("an issue is critical from the share on, but only above the number of calls", () => {
  const facts = { share: 20, calls: 10, productionOnly: true, excludesNew: true, how: "" };
  const issue = { percent: 20, calls: 11, production: true, isNew: false };
  assert.deepEqual(whyNotCritical(facts, issue), []);
  assert.deepEqual(whyNotCritical(facts, { ...issue, percent: 19.99 }), ["share"]);
  assert.deepEqual(whyNotCritical(facts, { ...issue, calls: 10 }), ["calls"]);
  assert.deepEqual(whyNotCritical(facts, { percent: 0, calls: 0, production: false, isNew: true }), ["share", "calls", "production", "new"]);
});
