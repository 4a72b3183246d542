/** Days and lengths of time as other programs write them. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { findOrder, isDate, needsOrder, readDay, readQuarters } from "../src/state/ticketCells.ts";

test("days are read in every form that is told of, with or without a time", () => {
  for (const text of [
    "2026-05-31",
    " 2026-05-31 ",
    "2026/05/31",
    "2026.5.31",
    "31.05.2026",
    "31. 5. 2026",
    "31/05/2026",
    "31-05-2026",
    "2026-05-31T23:59:59Z",
    "2026-05-31T23:59:59.123+02:00",
    "2026-05-31 23:59",
    "2026-05-31 23:59:59 UTC",
    "31.05.2026 08:15",
    "31/05/2026, 8:15",
    "31/05/2026 11:59 PM",
  ]) {
    assert.equal(readDay(text, "day"), "2026-05-31", text);
  }
  assert.equal(readDay("05/31/2026 11:59:00 PM", "month"), "2026-05-31");
});

test("the day is the one that is written, in no time zone", () => {
  assert.equal(readDay("2026-05-31T23:30:00-08:00", "day"), "2026-05-31");
  assert.equal(readDay("2026-01-01T00:30:00+14:00", "day"), "2026-01-01");
});

test("only years last are a matter of order, and dots never are", () => {
  assert.equal(readDay("04/05/2026", "day"), "2026-05-04");
  assert.equal(readDay("04/05/2026", "month"), "2026-04-05");
  assert.equal(readDay("04.05.2026", "month"), "2026-05-04");
  assert.equal(readDay("2026-04-05", "day"), "2026-04-05");
});

test("two digits of a year are of this century, behind dots and slashes", () => {
  for (const text of ["31.05.26", "31. 5. 26", "31/5/26", "31.05.26 08:15", "31/5/26 8:15 AM"]) assert.equal(readDay(text, "day"), "2026-05-31", text);
  assert.equal(readDay("5/31/26", "month"), "2026-05-31");
  assert.equal(readDay("31.12.99", "day"), "2099-12-31");
  assert.deepEqual(findOrder(["1/2/26", "13/2/26"]), { asked: true, order: "day", proof: 1, torn: false });
});

test("a date that can be read in two orders waits until one is chosen", () => {
  for (const text of ["1/3/2025", "13/3/2025", "1-3-2025", "1/3/25 9:00"]) assert.equal(needsOrder(text), true, text);
  for (const text of ["2025-03-01", "1.3.2025", "1.3.25", "", "soon", "32/32/2025"]) assert.equal(needsOrder(text), false, text);
});

test("what is no day of the calendar is none", () => {
  for (const text of ["", "soon", "2026-02-29", "31.04.2026", "00/01/2026", "2026-13-01", "2026-00-10", "31.05.126", "31-05-26", "26-05-31", "2026-05", "2026-05/31", "20260531", "46173", "1900-01-00", "1899-12-31", "2200-01-01", "2026-05-31x", "1 May 2026"]) {
    assert.equal(readDay(text, "day"), null, text);
    assert.equal(readDay(text, "month"), null, text);
    assert.equal(isDate(text), false, text);
  }
  assert.equal(readDay("2024-02-29", "day"), "2024-02-29");
  assert.equal(readDay("05/31/2026", "day"), null);
  assert.equal(isDate("05/31/2026"), true);
});

test("dates in one order prove it, and dates in both prove nothing", () => {
  assert.deepEqual(findOrder(["01/02/2026", "13/02/2026"]), { asked: true, order: "day", proof: 1, torn: false });
  assert.deepEqual(findOrder(["02/13/2026"]), { asked: true, order: "month", proof: 0, torn: false });
  assert.deepEqual(findOrder(["02/13/2026", "13/02/2026"]), { asked: true, order: null, proof: null, torn: true });
  assert.deepEqual(findOrder(["01/02/2026"]), { asked: true, order: null, proof: null, torn: false });
  assert.deepEqual(findOrder(["2026-01-02", "1.2.2026", "", "soon"]), { asked: false, order: null, proof: null, torn: false });
});

const HOURS: [string, number][] = [
  ["1", 4],
  ["1.5", 6],
  ["1,5", 6],
  [".25", 1],
  [",5", 2],
  ["0.1", 1],
  ["0.25", 1],
  ["0.250001", 2],
  ["1.1", 5],
  ["2.000", 8],
  ["0", 0],
  ["0.00", 0],
  ["1:30", 6],
  ["0:01", 1],
  ["1:20", 6],
  ["01:15:00", 5],
  ["01:15:01", 6],
  ["1.5 h", 6],
  ["2 hours", 8],
  ["90 min", 6],
  ["91min", 7],
  ["1h 30m", 6],
  ["1 h 31 min", 7],
  ["5400s", 6],
];

test("hours are read in every form that is told of, and a quarter that has begun is a whole one", () => {
  for (const [text, quarters] of HOURS) assert.equal(readQuarters(text, "hours"), quarters, text);
});

test("plain numbers count the unit that is chosen; what names its own does not ask", () => {
  assert.equal(readQuarters("90", "minutes"), 6);
  assert.equal(readQuarters("15.5", "minutes"), 2);
  assert.equal(readQuarters("5400", "seconds"), 6);
  assert.equal(readQuarters("5401", "seconds"), 7);
  assert.equal(readQuarters("2 h", "minutes"), 8);
  assert.equal(readQuarters("1:30", "minutes"), 6);
});

test("what is no length of time is none", () => {
  for (const text of ["", "-1", "1.5.2", "1:60", "1:3", "h", ".", ",", "1e3", "NaN", "1 day", "½", "1234567", "1.234,5", "'1"]) {
    assert.equal(readQuarters(text, "hours"), null, text);
  }
});

test("minutes that may be thousands are not guessed", () => {
  assert.equal(readQuarters("1,250", "minutes"), null);
  assert.equal(readQuarters("1.250", "seconds"), null);
  assert.equal(readQuarters("1.250", "hours"), 5);
});
