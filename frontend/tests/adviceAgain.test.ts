/** What is asked again from today leaves out what is past, and guesses nothing. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { fromToday, hasBegun, ofQuote } from "../src/state/adviceAgain.ts";
import { readAdvice, writeAdvice } from "../src/state/advice.ts";
import type { AdviceFacts } from "../src/state/adviceFacts.ts";

const TODAY = "2026-11-26";
const nothing = { value: null, lines: [], readings: [], family: false };
const facts: AdviceFacts = {
  families: [{ id: "boat", name: "Boats", services: [{ id: "horn", name: "Horn", asked: true }], critical: true, maintenance: true }],
  levels: ["deck", "sail"].map((id) => ({ id, name: id, definition: nothing, examples: nothing })),
  pools: [],
  readings: [],
  plans: {},
};

const question = (search: string) => readAdvice(search, facts).question;

function again(search: string, today = TODAY): string | null {
  const asked = question(search);
  const found = fromToday(asked, asked.start ?? today, today);
  return found && writeAdvice(found);
}

test("requests of every month and rates are the same from the day the link is opened", () => {
  assert.equal(again("?family=boat&months=36&start=2024-12-15&need=horn&critical=2&each=deck:2:3"), "?family=boat&months=36&need=horn&critical=2&each=deck:2:3");
  assert.equal(again("?family=boat&months=24&start=2026-10-31&rate=deck:2:1.5"), "?family=boat&months=24&rate=deck:2:1.5");
});

test("months that are named move up by those that are over, and what is past is left out", () => {
  // Eleven months are over on 14 November 2026; the twelfth still runs.
  assert.equal(
    again("?family=boat&months=24&start=2025-12-15&each=deck:4:1&in=sail:4:1:1.5.9.12.13.17.21"),
    "?family=boat&months=24&start=2026-11-26&each=deck:4:1&in=sail:4:1:1.2.6.10",
  );
  assert.equal(again("?family=boat&months=12&start=2026-06-26&in=sail:4:1:1.2,deck:4:2:6"), "?family=boat&months=12&start=2026-11-26&in=deck:4:2:1");
  assert.equal(again("?family=boat&months=12&start=2026-06-26&in=sail:4:1:1.2"), null);
});

test("months that turn on the last days of others are not guessed at", () => {
  assert.equal(again("?family=boat&months=12&start=2026-08-29&in=sail:4:1:5"), null);
  assert.equal(again("?family=boat&months=12&start=2026-08-28&in=sail:4:1:5", "2026-11-30"), null);
  assert.equal(again("?family=boat&months=12&start=2026-08-31&each=sail:4:1", "2026-11-30"), "?family=boat&months=12&each=sail:4:1");
});

test("days are counted anew from today, which is still to come", () => {
  assert.equal(again("?family=boat&months=12&start=2026-11-20&asked=0.deck.2,5.sail.4,6.deck.2,40.sail.8"), "?family=boat&months=12&start=2026-11-26&asked=0.deck.2,34.sail.8");
  assert.equal(again("?family=boat&months=12&start=2026-11-20&asked=5.sail.4"), null);
});

test("a term has begun from the day after its first one on, also when it is over, unless everything is", () => {
  const option = { terms: [{ start: "2025-11-26", end: "2026-11-26" }, { start: "2026-11-26", end: "2027-11-26" }] } as Parameters<typeof hasBegun>[0];
  const on = (advised_on: string, over = false) => hasBegun(option, { advised_on, over });
  assert.deepEqual([on("2025-11-26"), on("2025-11-27"), on(TODAY), on("2026-11-27"), on("2027-11-26")], [false, true, true, true, true]);
  assert.equal(on("2026-11-27", true), false);
});

test("a quote takes an address without a first day where none was chosen, but dated requests need theirs", () => {
  const start = TODAY;
  assert.equal(ofQuote(question("?family=boat&months=12&each=deck:2:3"), { start }), "?family=boat&months=12&each=deck:2:3");
  assert.equal(ofQuote(question("?family=boat&months=12&start=2027-01-01&each=deck:2:3"), { start: "2027-01-01" }), "?family=boat&months=12&start=2027-01-01&each=deck:2:3");
  assert.equal(ofQuote(question("?family=boat&months=12&asked=3.deck.2"), { start }), "?family=boat&months=12&start=2026-11-26&asked=3.deck.2");
});
