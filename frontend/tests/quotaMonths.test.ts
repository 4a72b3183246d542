/** Months and terms that are alike are told once, and no figure is lost by it. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { AdvisedTerm, MonthUse, TermUse } from "../src/api/advice.ts";
import { monthsAlike, termsAlike, usesAlike } from "../src/state/quotaMonths.ts";

const spent = (requests: number) => ({ requests, minutes: requests * 60 });
const day = (month: number) => `2027-${String(month).padStart(2, "0")}-01`;
const month = (number: number, used: number, lapsed = 0): MonthUse => ({
  start: day(number),
  end: day(number + 1),
  asked: spent(used),
  best: spent(used),
  came: spent(used),
  lapsed: spent(lapsed),
});
const use = (first: number, months: MonthUse[], best = 1): TermUse => ({
  month: first,
  start: months[0]?.start ?? "",
  end: months.at(-1)?.end ?? "",
  given: spent(3),
  best: spent(best),
  came: spent(best),
  months,
});
const term = (first: number, plan: string): AdvisedTerm => ({
  plan,
  name: plan,
  month: first,
  months: 1,
  start: day(first),
  end: day(first + 1),
  price: { minor: 100, currency: "EUR" },
  months_beyond: 0,
  lines: [],
  readings: [],
});

test("months in a row that are alike are one, from the first to the end of the last", () => {
  const told = monthsAlike([use(1, [month(1, 2), month(2, 1), month(3, 1), month(4, 1, 1)]), use(5, [month(5, 1, 1)])]);
  assert.deepEqual(told.map(({ count, start, end }) => [count, start, end]), [
    [1, day(1), day(2)],
    [2, day(2), day(4)],
    [2, day(4), day(6)],
  ]);
  const asked = told.map((each) => each.count * each.asked.requests).reduce((sum, each) => sum + each, 0);
  assert.equal(asked, 6);
});

test("months before and after a gap are told apart", () => {
  assert.deepEqual(monthsAlike([use(1, [month(1, 1)]), use(3, [month(3, 1)])]).map(({ count }) => count), [1, 1]);
});

test("terms of one plan one after the other are one, and of its quota those that were used alike", () => {
  const terms = [term(1, "day"), term(2, "day"), term(3, "day"), term(4, "week"), term(6, "week")];
  assert.deepEqual(termsAlike(terms).map(({ count, start, end }) => [count, start, end]), [
    [3, day(1), day(4)],
    [1, day(4), day(5)],
    [1, day(6), day(7)],
  ]);
  const uses = [use(1, [month(1, 1)]), use(2, [month(2, 1)]), use(3, [month(3, 2)], 2), use(4, [month(4, 2)], 2)];
  assert.deepEqual(usesAlike(uses, terms).map(({ plan, count, end }) => [plan, count, end]), [
    ["day", 2, day(3)],
    ["day", 1, day(4)],
    ["week", 1, day(5)],
  ]);
});
