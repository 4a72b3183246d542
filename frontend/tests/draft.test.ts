/** A quote while it is written: what is missing, what is sent, and that the server's answer reads back as what was typed. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { DeskQuoteView } from "../src/api/deskQuotes.ts";
import {
  blankDraft,
  blankLine,
  changeLine,
  controlOfMember,
  type Draft,
  draftFrom,
  draftOf,
  type DraftLine,
  inputOf,
  missingIn,
  namedAfter,
  NO_DISCOUNT,
  presetOf,
  readPercent,
  withCustomer,
} from "../src/state/draft.ts";
import { readPreset } from "../src/state/preset.ts";
import { offer } from "./factories.ts";

const line = (draft: Draft, more: Partial<DraftLine>): DraftLine => ({ ...blankLine(draft, more.kind ?? "new_installation"), plan: "boat.large", ...more });

function written(...lines: Partial<DraftLine>[]): Draft {
  return lines.reduce<Draft>((draft, more) => ({ ...draft, lines: [...draft.lines, line(draft, more)] }), blankDraft("EUR"));
}

const told = (draft: Draft) => missingIn(draft, offer).map(({ key, field, blank }) => [key, field, blank]);

test("a complete draft misses nothing", () => {
  assert.deepEqual(told(written({})), []);
});

test("every blank is told at its line, in the order of the page", () => {
  const draft = written(
    { plan: "" },
    { kind: "extension", plan: "" },
    { kind: "upgrade" },
    { kind: "incidents", units: "0" },
    { discount: { by: "percent", value: "0", reason: " " } },
  );
  assert.deepEqual(told(draft), [
    ["line-1", "plan", "plan"],
    ["line-2", "current_plan", "current"],
    ["line-2", "last_covered_day", "day"],
    ["line-2", "plan", "plan"],
    ["line-3", "installation_id", "installation"],
    ["line-4", "level", "level"],
    ["line-4", "units", "units"],
    ["line-5", "discount", "percent"],
    ["line-5", "reason", "reason"],
  ]);
});

test("an offer has lines, both alternatives, and something that is not optional", () => {
  assert.deepEqual(told(written()), [[null, null, "no-lines"]]);
  assert.deepEqual(told(written({ choice: "A" })), [[null, null, "one-alternative"]]);
  assert.deepEqual(told(written({ choice: "optional" })), [[null, null, "only-optional"]]);
  assert.deepEqual(told(written({ choice: "A" }, { choice: "B" })), []);
});

test("a percentage has at most two decimals and is above 0 and at most 100", () => {
  assert.deepEqual(["10", "12.5", "12.50 %", "100", "0.01"].map(readPercent), ["10", "12.5", "12.50", "100", "0.01"]);
  assert.deepEqual(["", "0", "0.00", "100.01", "12,5", "1.234", "-3", "ten"].map(readPercent), Array(8).fill(null));
});

test("discounts are sent by the place of their line, that of the whole last", () => {
  const draft = written({}, { discount: { by: "amount", value: "1,250.5", reason: " loyal " } });
  const { discounts } = inputOf({ ...draft, whole: { by: "percent", value: "5", reason: "fair" } });
  assert.deepEqual(discounts, [
    { position: 1, percent: null, amount: { minor: 125050, currency: "EUR" }, reason: "loyal" },
    { position: null, percent: "5", amount: null, reason: "fair" },
  ]);
});

test("of a line only what belongs to its kind is sent", () => {
  const draft = written(
    { reference: " voip ", label: "" },
    { kind: "upgrade", installation: "i1", keepsEnd: true, periods: 2 },
    { kind: "incidents", level: "deck", units: " 3 ", reference: "ignored" },
  );
  assert.deepEqual(inputOf(draft).options.map((each) => each.line), [
    { kind: "new_installation", plan: "boat.large", periods: 1, installation: { reference: "voip", label: null } },
    { kind: "upgrade", installation_id: "i1", plan: "boat.large", keeps_end: true },
    { kind: "incidents", level: "deck", units: 3 },
  ]);
});

test("what the server kept reads back as what was typed", () => {
  const draft = {
    ...written(
      { choice: "A", discount: { by: "percent", value: "10", reason: "loyal" } },
      { choice: "B", kind: "extension", current: "boat.small", lastCoveredDay: "2026-12-31", periods: 2, start: "at_end", reference: "key" },
      { kind: "incidents", plan: "", level: "hull", units: "4" },
    ),
    whole: { by: "amount" as const, value: "5.00", reason: "round" },
    company: "Boats Ltd",
    note: "Hello",
    advice: "family=boat&months=12",
    validUntil: "2026-12-24",
  };
  const input = inputOf(draft);
  const view = { ...input, advice: { query: input.advice }, customer: null, options: input.options.map(({ choice, line: asked }) => ({ choice, asked })) };
  assert.deepEqual(draftOf(view as unknown as DeskQuoteView), draft);
});

test("another plan takes the choice of a start back", () => {
  const draft = written({ kind: "extension", start: "today" });
  assert.equal(changeLine(draft, "line-1", { periods: 2 }).lines[0]?.start, "today");
  assert.equal(changeLine(draft, "line-1", { plan: "boat.small" }).lines[0]?.start, null);
});

test("another customer takes the installations of the former one away", () => {
  const draft = withCustomer(written({ kind: "upgrade", installation: "i1" }), "c2");
  assert.equal(draft.customer, "c2");
  assert.equal(draft.lines[0]?.installation, "");
  assert.equal(withCustomer({ ...draft, customer: "c2" }, "c2").lines, draft.lines);
});

test("a customer gives its name only where nobody is named yet", () => {
  const customer = { name: "Boats Ltd", country: "NL" };
  assert.equal(namedAfter(written(), customer).company, "Boats Ltd");
  assert.deepEqual([namedAfter({ ...written(), company: "Somebody" }, customer)].map(({ company, country }) => [company, country]), [["Somebody", "NL"]]);
});

test("a preset link begins a draft, and a draft gives one back without anything personal", () => {
  const search = "?plan=boat.large&extend=boat.large~2026-12-31~boat.large*2&incidents=deck:2";
  const { selection } = readPreset(search, offer);
  const draft = draftFrom(selection, offer);
  assert.deepEqual(draft.lines.map(({ kind, discount }) => [kind, discount]), [
    ["new_installation", NO_DISCOUNT],
    ["extension", NO_DISCOUNT],
    ["incidents", NO_DISCOUNT],
  ]);
  const named = changeLine(draft, "line-1", { reference: "secret" });
  assert.deepEqual(presetOf(named, offer), { address: `/configure/${search}`, leftOut: [] });
});

test("a preset link names what it leaves out, and there is none where nothing is left", () => {
  const draft = written(
    { kind: "upgrade", choice: "A" },
    { choice: "B" },
    { kind: "incidents", level: "deck", units: "2" },
    { kind: "incidents", level: "deck", units: "3" },
    { kind: "incidents", level: "deck", units: "3", choice: "optional" },
    {},
  );
  const { address, leftOut } = presetOf(draft, offer);
  assert.equal(address, "/configure/?plan=boat.large&incidents=deck:2");
  assert.deepEqual(leftOut.map(({ key }) => key), ["line-1", "line-2", "line-4", "line-5"]);
  assert.equal(presetOf(written({ kind: "upgrade" }), offer).address, null);
});

test("a fault stands at the member's control, or at the line where its kind has none", () => {
  const [extension, known] = written({ kind: "extension" }, { kind: "installation_extension" }).lines;
  assert.ok(extension && known);
  assert.equal(controlOfMember(extension, "last_covered_day"), "line-1-last_covered_day");
  assert.equal(controlOfMember(known, "last_covered_day"), "line-2");
  assert.equal(controlOfMember(known, ""), "line-2");
});
