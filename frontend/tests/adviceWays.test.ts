/** Requests that are told in another way are taken over where that needs no guess, and nothing that was typed is lost. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { AdviceFacts } from "../src/state/adviceFacts.ts";
import { type Draft, draftOf, type Way } from "../src/state/adviceForm.ts";
import { inAnotherWay } from "../src/state/adviceWays.ts";
import { questionOf } from "../src/pages/Advice/question.ts";
import { readAdvice, writeAdvice } from "../src/state/advice.ts";

const TODAY = "2026-11-26";
const nothing = { value: null, lines: [], readings: [], family: false };
const facts: AdviceFacts = {
  families: [{ id: "boat", name: "Boats", services: [], critical: false, maintenance: false }],
  levels: ["deck", "hull", "sail"].map((id) => ({ id, name: id, definition: nothing, examples: nothing })),
  pools: [
    { id: "wood", name: "Wood", levels: ["deck", "hull"] },
    { id: "cloth", name: "Cloth", levels: ["sail"] },
  ],
  readings: [],
  plans: {},
};

const draft = (search: string): Draft => draftOf(readAdvice(search, facts), facts, TODAY);
const turn = (from: Draft, way: Way) => inAnotherWay(from, way, facts, TODAY);
const address = (of: Draft) => writeAdvice(questionOf(of, facts, TODAY));

test("the detailed rows begin with what was answered shortly, and follow it until one is changed", () => {
  const short = draft("?family=boat&months=12&in=sail:4:1:1.5.9");
  const { draft: told, took } = turn(short, "pattern");
  assert.deepEqual([told.rows, took], [[{ level: "sail", quarters: 4, count: "1", months: "1, 5, 9" }], null]);
  const counts = { ...short.counts, cloth: { count: "2", per: "month" as const, quarters: 4 } };
  const again = turn({ ...turn(told, "short").draft, counts }, "pattern");
  assert.deepEqual(again.draft.rows, [{ level: "sail", quarters: 4, count: "2", months: "" }]);
  const mine = { ...told, rows: [{ level: "deck", quarters: 8, count: "3", months: "2" }] };
  const back = turn({ ...turn(mine, "short").draft, counts }, "pattern");
  assert.deepEqual([back.draft.rows, back.took], [mine.rows, "left"]);
});

test("requests by the month stand on the first day of their month, which turns as the server's months do", () => {
  const { draft: dated, took } = turn(draft("?family=boat&months=12&start=2027-01-31&in=deck:2:2:1.2,sail:4:1:2"), "requests");
  assert.equal(took, "days");
  assert.deepEqual(dated.requests.map(({ day, level }) => `${day} ${level}`), ["2027-01-31 deck", "2027-01-31 deck", "2027-02-28 deck", "2027-02-28 deck", "2027-02-28 sail"]);
  assert.equal(address(dated), "?family=boat&months=12&start=2027-01-31&asked=0.deck.2,0.deck.2,28.deck.2,28.deck.2,28.sail.4");
});

test("requests by the day are told by their month, and are there again on the way back", () => {
  const dated = draft("?family=boat&months=12&start=2027-01-01&asked=0.deck.2,30.deck.2,31.deck.2,31.sail.8");
  const { draft: told, took } = turn(dated, "pattern");
  assert.equal(took, "months");
  assert.deepEqual(told.rows, [
    { level: "deck", quarters: 2, count: "2", months: "1" },
    { level: "deck", quarters: 2, count: "1", months: "2" },
    { level: "sail", quarters: 8, count: "1", months: "2" },
  ]);
  const back = turn(told, "requests");
  assert.deepEqual([back.draft.requests, back.took], [dated.requests, "left"]);
});

test("as many in every month are every month's", () => {
  const monthly = Array.from({ length: 12 }, (_, month) => ({ day: `2027-${String(month + 1).padStart(2, "0")}-15`, level: "sail", quarters: 4 }));
  const { draft: told } = turn({ ...draft("?family=boat&start=2027-01-01"), way: "requests", requests: monthly }, "pattern");
  assert.deepEqual(told.rows, [{ level: "sail", quarters: 4, count: "1", months: "" }]);
});

test("what cannot be told otherwise without a guess is kept for its own way", () => {
  const many = draft("?family=boat&months=36&each=deck:2:9");
  const tooMany = turn(many, "requests");
  assert.deepEqual([tooMany.draft.requests, tooMany.took], [[], "kept"]);
  assert.deepEqual(turn(tooMany.draft, "pattern").draft.rows, many.rows);
  const unread = turn({ ...many, rows: [{ level: "deck", quarters: 2, count: "some", months: "" }] }, "requests");
  assert.equal(unread.took, "kept");
  const outside = { ...draft("?family=boat&start=2027-01-01"), way: "requests" as const, requests: [{ day: "2028-01-01", level: "deck", quarters: 2 }] };
  assert.equal(turn(outside, "pattern").took, "kept");
  const rates = draft("?family=boat&rate=deck:2:1.5");
  assert.deepEqual([turn(rates, "pattern").took, turn(rates, "short").took], ["kept", "kept"]);
});

test("who has told nothing yet is told nothing", () => {
  for (const way of ["pattern", "requests", "rates", "file"] as const) assert.equal(turn(draft("?family=boat"), way).took, null);
});
