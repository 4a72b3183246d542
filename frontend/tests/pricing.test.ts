/** A faulty line is told at its place, and the rest still gets its price. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Line } from "../src/api/prices.ts";
import { daysGivenUp, priceWhatHolds, whatHolds } from "../src/api/pricing.ts";
import { ProblemError } from "../src/api/request.ts";
import { breakdown, priceLine } from "./factories.ts";

const entry = (at: string, plan: string) => ({ at, line: { kind: "new_installation", plan, periods: 1 } as Line });

function refusal(...errors: { pointer: string; rule?: string }[]): ProblemError {
  return new ProblemError("selection-refused", 409, { errors: errors.map(({ pointer, rule = "r" }) => ({ pointer, detail: `No ${pointer}.`, rule })) }, null);
}

test("refused lines are left out and the others are asked again", async () => {
  const asked: Line[][] = [];
  const answer = await priceWhatHolds([entry("a", "x"), entry("b", "bad"), entry("c", "y")], (lines) => {
    asked.push(lines);
    if (lines.length === 3) return Promise.reject(refusal({ pointer: "/lines/1/plan" }));
    return Promise.resolve(breakdown([priceLine({ title: "x" }), priceLine({ kind: "fee", title: "fee" }), priceLine({ title: "y" })]));
  });
  assert.deepEqual(asked.map((lines) => lines.length), [3, 2]);
  assert.deepEqual(answer.faults, [{ at: "b", field: "plan", text: "No /lines/1/plan.", rule: "r" }]);
  assert.deepEqual(answer.priced["a"]?.map(({ title }) => title), ["x", "fee"]);
  assert.deepEqual(answer.priced["c"]?.map(({ title }) => title), ["y"]);
});

test("positions of a second refusal lead to the lines that were left", async () => {
  const answer = await priceWhatHolds([entry("a", "bad"), entry("b", "worse")], (lines) =>
    Promise.reject(refusal(lines.length === 2 ? { pointer: "/lines/0/plan" } : { pointer: "/lines/0/installation/reference" })),
  );
  assert.equal(answer.breakdown, null);
  assert.deepEqual(answer.faults.map(({ at, field }) => [at, field]), [
    ["a", "plan"],
    ["b", "reference"],
  ]);
});

test("a problem that points at no line is passed on", async () => {
  await assert.rejects(priceWhatHolds([entry("a", "x")], () => Promise.reject(refusal({ pointer: "/lines" }))), ProblemError);
  await assert.rejects(priceWhatHolds([entry("a", "x")], () => Promise.reject(refusal({ pointer: "/lines/7/plan" }))), ProblemError);
});

test("nothing is asked for nothing", async () => {
  const answer = await priceWhatHolds([], () => Promise.reject(new Error("asked")));
  assert.equal(answer.breakdown, null);
});

test("a line that changed since it was asked has no price, and then there is no total", () => {
  const asked = [entry("a", "x"), entry("b", "y"), entry("c", "bad")];
  const fault = { at: "c", field: "plan", text: "No.", rule: "r" };
  const answer = { breakdown: breakdown([priceLine(), priceLine()]), faults: [fault], priced: { a: [priceLine()], b: [priceLine()] } };
  assert.equal(whatHolds(answer, asked, [...asked]), answer);
  const changed = whatHolds(answer, asked, [entry("a", "other"), entry("b", "y"), entry("c", "good")]);
  assert.deepEqual([changed.breakdown, Object.keys(changed.priced), changed.faults], [null, ["b"], []]);
  const removed = whatHolds(answer, asked, [entry("a", "x"), entry("c", "bad")]);
  assert.deepEqual([removed.breakdown, Object.keys(removed.priced), removed.faults], [null, ["a"], [fault]]);
});

test("the days given up are those of the start that holds", () => {
  const choice = { start: "2026-11-23", last_covered_day: "2027-11-22", gap_days: 0, explanation: "" };
  const line = priceLine({
    start: "today",
    start_choices: [
      { ...choice, id: "at_end", days_given_up: 0 },
      { ...choice, id: "today", days_given_up: 39 },
    ],
  });
  const answer = { breakdown: null, faults: [], priced: { a: [line] } };
  assert.equal(daysGivenUp(answer, "a"), 39);
  assert.equal(daysGivenUp(answer, "b"), 0);
});
