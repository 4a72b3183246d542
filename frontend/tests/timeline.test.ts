/** Where days stand on a timeline, and what is written there. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { BookedTerm, LaneView } from "../src/api/installations.ts";
import { anchor, bar, dayBefore, dayNumber, joined, label, place, rangeOf, standing, stretchesAfter, stretchesOf, stretchOf, ticks, WIDTHS } from "../src/state/timeline.ts";

const year = { first: dayNumber("2026-01-01"), last: dayNumber("2027-01-01") };
const window = (start: string, end: string) => ({ start, end, last_covered_day: dayBefore(end) });
const lane = (covered: [string, string][], gaps: [string, string][] = []): LaneView => ({
  lane: "support",
  name: "Support",
  covered: covered.map(([start, end]) => window(start, end)),
  gaps: gaps.map(([start, end]) => ({ start, end, last_day: dayBefore(end), days: dayNumber(end) - dayNumber(start), open: false })),
});
const term = (id: string, start: string, end: string, more: Partial<BookedTerm> = {}) =>
  ({ id, plan_name: id, ...window(start, end), state: "active", closed_on: null, ...more }) as unknown as BookedTerm;

test("days are counted without a time zone, leap days among them", () => {
  assert.equal(dayNumber("2028-03-01") - dayNumber("2028-02-28"), 2);
  assert.equal(dayBefore("2028-03-01"), "2028-02-29");
  assert.equal(dayBefore("2027-01-01"), "2026-12-31");
});

test("a day stands at its share of the range, and never outside", () => {
  assert.equal(place(year, "2026-01-01"), 0);
  assert.equal(place(year, "2027-01-01"), 100);
  assert.equal(place(year, "2026-07-02"), 49.86);
  assert.equal(place(year, "2020-01-01"), 0);
  assert.equal(place(year, "2030-01-01"), 100);
});

test("bars that follow each other touch", () => {
  const [first, second] = [bar(year, window("2026-01-31", "2026-02-28")), bar(year, window("2026-02-28", "2026-03-31"))];
  assert.ok(Math.abs(first.x + first.width - second.x) < 0.02);
});

test("a range takes in whole months of everything, and today", () => {
  const range = rangeOf([lane([["2026-03-31", "2027-02-28"]])], [], "2027-04-10");
  assert.deepEqual(range, { first: dayNumber("2026-03-01"), last: dayNumber("2027-05-01") });
  assert.deepEqual(rangeOf([], [], "2026-12-31"), { first: dayNumber("2026-12-01"), last: dayNumber("2027-01-01") });
  assert.deepEqual(joined(range, year), { first: year.first, last: range.last });
});

test("years are named, on wide drawings also quarters, where there is room", () => {
  const named = (first: string, last: string, ...rooms: string[]) =>
    ticks({ first: dayNumber(first), last: dayNumber(last) })
      .filter((tick) => rooms.includes(tick.named))
      .map(({ date }) => date);
  assert.deepEqual(named("2026-01-01", "2027-01-01", "always", "wide"), ["2026-01-01", "2026-04-01", "2026-07-01", "2026-10-01"]);
  assert.deepEqual(named("2026-01-01", "2027-01-01", "always"), ["2026-01-01"]);
  assert.deepEqual(named("2026-03-01", "2027-03-01", "always"), ["2026-03-01", "2027-01-01"]);
  assert.deepEqual(named("2025-12-01", "2029-12-01", "always"), ["2026-01-01", "2027-01-01", "2028-01-01", "2029-01-01"]);
  assert.ok(named("2005-06-01", "2030-06-01", "always").length <= 9);
});

test("no two names stand on each other, whatever the range", () => {
  for (let months = 1; months < 200; months += 1) {
    for (const begin of [0, 1, 5, 10, 11]) {
      const marks = ticks({ first: Date.UTC(2020, begin, 1) / 86_400_000, last: Date.UTC(2020, begin + months, 1) / 86_400_000 });
      for (const [width, rooms] of [[WIDTHS.narrow, ["always"]], [WIDTHS.wide, ["always", "wide"]]] as const) {
        const spans = marks.filter((mark) => (rooms as readonly string[]).includes(mark.named)).map(({ x, kind }) => written(x, kind, width));
        spans.sort(([one], [other]) => one - other);
        spans.slice(1).forEach(([start], index) => assert.ok(start > (spans[index]?.[1] ?? 0), `${begin} + ${months} on ${width}`));
        assert.ok(spans.length > 0);
      }
    }
  }
});

/** From where to where the name of a mark goes: digits are 7.3 pixels wide, the letters of a month 8 at most. */
function written(x: number, kind: string, width: number): [number, number] {
  const size = kind === "year" ? 4 * 7.3 : 3 * 8;
  const start = (x / 100) * width - { start: 0, middle: size / 2, end: size }[anchor(x)];
  return [start, start + size];
}

test("a long range marks no quarters", () => {
  const marks = ticks({ first: dayNumber("2020-01-01"), last: dayNumber("2030-01-01") });
  assert.ok(marks.every(({ kind }) => kind === "year"));
});

test("words at the edge stay inside", () => {
  assert.deepEqual([0, 50, 100].map(anchor), ["start", "middle", "end"]);
});

test("a name is written in its bar where it fits, else its number", () => {
  const outside = 0;
  assert.equal(label({ x: 10, width: 50 }, "1 Gold", outside, WIDTHS.narrow).text, "full");
  assert.equal(label({ x: 10, width: 12 }, "1 Gold", outside, WIDTHS.narrow).text, "number");
  assert.equal(label({ x: 10, width: 12 }, "1 Gold", outside, WIDTHS.wide).text, "full");
  assert.equal(label({ x: 10, width: 1 }, "1 Gold", outside, WIDTHS.wide).text, "none");
});

test("the line of today goes through no name", () => {
  const bar = { x: 0, width: 50 };
  assert.deepEqual(label(bar, "1 Gold", 45, WIDTHS.wide), { text: "full", behindToday: false });
  assert.deepEqual(label(bar, "1 Gold", 5, WIDTHS.wide), { text: "full", behindToday: true });
  assert.deepEqual(label({ x: 0, width: 16 }, "1 Gold", 6, WIDTHS.wide), { text: "full", behindToday: true });
  assert.deepEqual(label({ x: 0, width: 10 }, "1 Gold", 5, WIDTHS.wide), { text: "number", behindToday: false });
  assert.deepEqual(label({ x: 0, width: 5 }, "1 Gold", 2.5, WIDTHS.wide), { text: "none", behindToday: false });
});

test("a closed term ends where it was closed, and one that never began is not drawn", () => {
  const terms = [term("a", "2026-01-01", "2027-01-01", { closed_on: "2026-05-01" }), term("b", "2027-01-01", "2028-01-01", { closed_on: "2026-05-01" })];
  assert.deepEqual(stretchesOf(terms).map(({ key, end }) => [key, end]), [["a", "2026-05-01"]]);
});

test("a choice adds its terms behind the old ones, or in their place", () => {
  const before = stretchesOf([term("a", "2026-01-01", "2027-01-01"), term("b", "2027-01-01", "2028-01-01", { state: "queued" })]);
  const after = (start: string, end: string) => stretchesAfter(before, [stretchOf({ plan_name: "large", ...window(start, end) }, "new")], "closed_by_upgrade");
  const spans = (start: string, end: string) => after(start, end).map((each) => [each.name, each.start, each.end]);
  assert.deepEqual(after("2026-05-01", "2027-05-01").map(({ state }) => state), ["closed_by_upgrade", "new"]);
  assert.deepEqual(spans("2028-01-01", "2029-01-01"), [
    ["a", "2026-01-01", "2027-01-01"],
    ["b", "2027-01-01", "2028-01-01"],
    ["large", "2028-01-01", "2029-01-01"],
  ]);
  assert.deepEqual(spans("2026-05-01", "2027-05-01"), [
    ["a", "2026-01-01", "2026-05-01"],
    ["large", "2026-05-01", "2027-05-01"],
  ]);
});

test("a lane stands until its last covered day, or says when it ended or begins", () => {
  const covered = lane([["2026-01-01", "2027-01-01"]]);
  assert.deepEqual(standing(covered, "2026-12-31"), { kind: "until", last: "2026-12-31" });
  assert.deepEqual(standing(covered, "2027-01-01"), { kind: "ended", last: "2026-12-31", since: null });
  assert.deepEqual(standing(covered, "2025-12-31"), { kind: "from", first: "2026-01-01" });
  assert.deepEqual(standing(lane([]), "2026-01-01"), { kind: "never" });
});

test("a lane that ended says since when cover is missing, and for how long so far", () => {
  const ended = lane([["2026-01-01", "2026-10-27"]], [["2026-10-27", "2026-11-26"]]);
  const open = { ...ended, gaps: ended.gaps.map((gap) => ({ ...gap, open: true })) };
  assert.deepEqual(standing(open, "2026-11-26"), { kind: "ended", last: "2026-10-26", since: { first: "2026-10-27", days: 30 } });
});
