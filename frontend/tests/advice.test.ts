/** An address restores a question for advice, the form says the same in short, and what is wrong is told. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Sourced } from "../src/api/catalogue.ts";
import { beginning, faultsOf, questionOf } from "../src/pages/Advice/question.ts";
import { overlooked, type Question, questionAt, readAdvice, sentQuestion, withoutNeed, writeAdvice } from "../src/state/advice.ts";
import type { AdviceFacts } from "../src/state/adviceFacts.ts";
import { draftOf, monthSpans, plainRate, readMonths, withFamily, writeMonths, yearly } from "../src/state/adviceForm.ts";

const nothing = <T>(): Sourced<T> => ({ value: null, lines: [], readings: [], family: false });
const level = (id: string) => ({ id, name: id, definition: nothing<string>(), examples: nothing<string[]>() });
const TODAY = "2026-11-26";

const facts: AdviceFacts = {
  families: [
    { id: "boat", name: "Boats", services: [{ id: "horn", name: "Horn", asked: true }, { id: "radio", name: "Radio", asked: true }], critical: true, maintenance: true },
    { id: "kite", name: "Kites", services: [{ id: "radio", name: "Radio", asked: true }], critical: false, maintenance: false },
  ],
  levels: ["deck", "hull", "sail", "keel"].map(level),
  pools: [
    { id: "wood", name: "Wood", levels: ["deck", "hull"] },
    { id: "cloth", name: "Cloth", levels: ["sail"] },
    { id: "lead", name: "Lead", levels: ["keel"] },
  ],
  readings: [],
  plans: {},
};

const read = (search: string) => readAdvice(search, facts);
const draft = (search: string) => draftOf(read(search), facts, TODAY);
const again = (search: string) => writeAdvice(questionOf(draft(search), facts, TODAY));

const ADDRESSES = [
  "?family=boat&months=12",
  "?family=boat&months=24&start=2026-12-01&need=horn,radio&critical=2&maintenance=1&each=hull:4:1&in=sail:4:1:1.5.9.13.17.21",
  "?family=boat&months=12&each=deck:2:3,hull:4:1&in=hull:4:1:2",
  "?family=kite&months=12&start=2027-01-01&asked=0.deck.2,0.deck.2,31.sail.8",
  "?family=boat&months=36&rate=hull:4:1.5,sail:4:0.25",
];

test("an address with everything is read and written back the same", () => {
  for (const address of ADDRESSES) {
    const { question, asked, faults } = read(address);
    assert.deepEqual(faults, []);
    assert.equal(asked, true);
    assert.equal(writeAdvice(question), address);
  }
});

test("the form says what the address says", () => {
  for (const address of ADDRESSES) {
    assert.deepEqual(faultsOf(draft(address), facts, TODAY), []);
    assert.equal(again(address), address);
  }
});

test("a link that only names the family asks for nothing yet", () => {
  assert.deepEqual([read("?family=boat").asked, read("?family=boat").question.family], [false, "boat"]);
  assert.equal(read("").asked, false);
  assert.equal(read("?each=hull:4:1").asked, false);
});

test("every fault has its sentence, and the rest is kept", () => {
  const { question, faults } = read(
    "?family=boat&months=13&start=2026-02-30&need=horn,anchor&critical=9&each=hull:4:1,hull:0:1,mast:4:1,hull:4&in=sail:4:1:0,sail:4:1:3.1&rate=sail:4:1",
  );
  assert.deepEqual(question, {
    family: "boat",
    months: 12,
    start: null,
    needs: { services: ["horn"], critical: 0, maintenance: 0 },
    workload: {
      kind: "pattern",
      rows: [
        { level: "hull", quarters: 4, count: 1, months: null },
        { level: "sail", quarters: 4, count: 1, months: [1, 3] },
      ],
    },
  } satisfies Question);
  assert.equal(faults.length, 9);
  assert.equal(new Set(faults).size, 9);
  assert.ok(["13", "2026-02-30", "anchor", "9", "hull:0:1", "mast:4:1", "sail:4:1:0"].every((text) => faults.some((fault) => fault.includes(`“${text}”`))));
});

test("an unknown family is told, and its must-haves with it", () => {
  const { question, asked, faults } = read("?family=plane&months=12&need=horn");
  assert.deepEqual([question.family, asked, faults.length], ["", false, 2]);
});

const begin = (search: string) => beginning(`?family=boat&months=12&${search}`, facts, TODAY);
const faulty = (search: string) => {
  const { question, faults } = begin(search);
  assert.equal(question, null, search);
  return faults.map(({ field }) => field);
};

test("requests that can all be read are answered, whatever else an address says wrongly", () => {
  for (const search of ["each=hull:4:1", "start=soon&each=hull:4:1", "need=anchor&rate=hull:4:1.5", ""]) {
    const { question, faults, draft } = begin(search);
    assert.ok(question, search);
    assert.deepEqual(faults, [], search);
    assert.deepEqual(draft, draftOf(readAdvice(`?family=boat&months=12&${search}`, facts), facts, TODAY), search);
  }
});

test("requests that cannot all be read are not answered, and what is wrong stands at its field", () => {
  assert.deepEqual(faulty("each=hull:4:99999,sail:4:1"), ["row-0-count"]);
  assert.deepEqual(begin("each=hull:4:99999,sail:4:1").draft.rows, [
    { level: "hull", quarters: 4, count: "99999", months: "" },
    { level: "sail", quarters: 4, count: "1", months: "" },
  ]);
  assert.deepEqual(faulty("each=mast:4:1&in=sail:zz:1:13"), ["row-0-level", "row-1-length", "row-1-months"]);
  assert.equal(begin("in=sail:4:1:1.13").draft.rows[0]?.months, "1, 13");
  assert.deepEqual(faulty("each=nonsense"), ["row-0-count", "row-0-level", "row-0-length"]);
  assert.deepEqual(faulty("asked=soon.deck.4,400.deck.4,0.mast.0"), ["request-0-day", "request-1-day", "request-2-level", "request-2-length"]);
  assert.equal(begin("asked=0.deck.2,400.deck.4").draft.requests[1]?.day, "2027-12-31");
  assert.deepEqual(faulty("rate=hull:4:1.555,mast:0:1"), ["rate-0-number", "rate-1-level", "rate-1-length"]);
});

test("of several ways to tell the requests, the one is named that the form shows", () => {
  for (const [search, way, words] of [
    ["rate=sail:4:1&each=hull:4:3", "pattern", "month by month"],
    ["rate=sail:4:1&asked=0.deck.4", "requests", "one by one"],
    ["tickets=abcd&rate=sail:4:1", "rates", "numbers you are unsure of"],
  ] as const) {
    const { question, faults, draft } = begin(search);
    assert.deepEqual([question, draft.way, faults.length], [null, way, 1]);
    assert.ok(faults[0]?.text.includes(words), faults[0]?.text);
  }
});

test("a first day that no server looks at is told at its field", () => {
  for (const day of ["1999-12-31", "2200-01-01"]) assert.deepEqual(faulty(`start=${day}&asked=0.deck.4,370.deck.4`), ["start"], day);
  for (const day of ["2000-01-01", "2199-12-31"]) assert.deepEqual(begin(`start=${day}&each=hull:4:1`).faults, [], day);
});

test("more requests than are looked at are told at the field that asks for the most of them", () => {
  const many = (search: string) => beginning(`?family=boat&months=36&${search}`, facts, TODAY).faults.map(({ field }) => field);
  assert.deepEqual(many("each=hull:4:100,sail:4:178"), ["count-cloth"]);
  assert.deepEqual(many("each=hull:4:100,sail:4:177"), []);
  assert.deepEqual(many("each=hull:4:200,hull:8:1&in=sail:4:800:1.2.3.4"), ["row-0-count"]);
  assert.deepEqual(many("each=hull:4:999&in=sail:4:1:99"), ["row-1-months"]);
});

test("each fault of an address that is not answered is told once: at its line, or where no line has it, in words of the link", () => {
  const search = "start=soon&need=anchor&port=1&each=hull:4:1:5,hull:0:1,hull:0:1&in=sail:4:1:13";
  assert.deepEqual(faulty(search), [null, null, null, null, "row-1-length", "row-2-length", "row-3-months"]);
  const texts = begin(search).faults.map(({ text }) => text);
  assert.equal(new Set(texts).size, texts.length);
  assert.deepEqual(texts.filter((text) => text.includes("cannot be read")), ["The link tells requests as “hull:4:1:5”, which cannot be read."]);
});

test("a day that an address names after the time looked at is told at its field", () => {
  assert.deepEqual(faulty("asked=0.deck.2,365.deck.4"), ["request-1-day"]);
});

test("an address that tells too much, or in two ways, is not answered for the rest", () => {
  assert.deepEqual(faulty(`each=${Array(25).fill("hull:4:1").join(",")}`), [null]);
  assert.deepEqual(faulty("each=hull:4:1&rate=sail:4:1"), [null]);
  assert.deepEqual(faulty("each=hull:4:1&each=sail:4:1"), [null]);
  assert.deepEqual(begin("each=hull:4:1&rate=sail:4:1").draft.rows.length, 1);
});

test("no more requests are taken from an address than it holds", () => {
  const { question, faults } = read(`?family=boat&asked=${Array(301).fill("1.deck.4").join(",")}`);
  assert.equal(question.workload.kind === "requests" && question.workload.requests.length, 300);
  assert.equal(faults.length, 1);
});

test("so many a year are spread evenly over every year", () => {
  const request = { level: "hull", quarters: 4 };
  assert.deepEqual(yearly(3, request, 12), [{ ...request, count: 1, months: [1, 5, 9] }]);
  assert.deepEqual(yearly(1, request, 24), [{ ...request, count: 1, months: [1, 13] }]);
  assert.deepEqual(yearly(26, request, 12), [{ ...request, count: 2, months: null }, { ...request, count: 1, months: [1, 7] }]);
  assert.deepEqual(yearly(0, request, 12), []);
});

test("the short questions understand what they wrote, and leave the rest to the detailed form", () => {
  const short = draft("?family=boat&months=12&each=hull:2:2&in=hull:2:1:1.7,sail:4:1:1.5.9");
  assert.equal(short.way, "short");
  assert.deepEqual(short.counts["wood"], { count: "26", per: "year", quarters: 2 });
  assert.deepEqual(short.counts["cloth"], { count: "3", per: "year", quarters: 4 });
  for (const detailed of ["in=sail:4:1:1.2.3", "each=deck:4:1", "each=hull:4:1,hull:8:1", "each=keel:4:1"]) {
    assert.equal(draft(`?family=boat&months=12&${detailed}`).way, "pattern", detailed);
  }
});

test("dated requests are counted from the first day, which the question then names", () => {
  const dated = { ...draft("?family=boat&months=12"), way: "requests" as const };
  const requests = [
    { day: "2026-12-01", level: "deck", quarters: 4 },
    { day: TODAY, level: "sail", quarters: 1 },
  ];
  const question = questionOf({ ...dated, requests }, facts, TODAY);
  assert.equal(writeAdvice(question), `?family=boat&months=12&start=${TODAY}&asked=0.sail.1,5.deck.4`);
  const faults = faultsOf({ ...dated, start: "2026-12-02", requests }, facts, TODAY);
  assert.deepEqual(faults.map(({ field }) => field), ["request-0-day", "request-1-day"]);
  const late = { day: "2027-12-02", level: "deck", quarters: 4 };
  const [lateFault, ...others] = faultsOf({ ...dated, start: "2026-12-02", requests: [{ ...late, day: "2027-12-01" }, late] }, facts, TODAY);
  assert.deepEqual([lateFault?.field, others], ["request-1-day", []]);
  assert.match(lateFault?.text ?? "", /1 December 2027/);
  assert.deepEqual(faultsOf({ ...dated, start: "2026-12-02", months: 24, requests: [late] }, facts, TODAY), []);
  assert.deepEqual(faultsOf({ ...dated, start: "soon", requests }, facts, TODAY).map(({ field }) => field), ["start"]);
});

test("what is wrong in the form stands at its control", () => {
  const blank = draft("");
  assert.deepEqual(faultsOf(blank, facts, TODAY).map(({ field }) => field), ["family", "count-wood"]);
  for (const way of ["pattern", "requests", "rates"] as const) {
    assert.deepEqual(faultsOf({ ...blank, family: "boat", way }, facts, TODAY).map(({ field }) => field), ["add-line"]);
  }
  const counts = { ...blank.counts, wood: { count: "1.5", per: "month" as const, quarters: 4 } };
  assert.deepEqual(faultsOf({ ...blank, family: "boat", counts, start: "soon" }, facts, TODAY).map(({ field }) => field), ["count-wood", "start"]);
  const rows = [{ level: "deck", quarters: 4, count: "0", months: "1, 13" }];
  assert.deepEqual(faultsOf({ ...blank, family: "boat", way: "pattern", rows }, facts, TODAY).map(({ field }) => field), ["row-0-count", "row-0-months"]);
  const rates = [{ level: "deck", quarters: 4, perMonth: "many" }];
  assert.deepEqual(faultsOf({ ...blank, family: "boat", way: "rates", rates }, facts, TODAY).map(({ field }) => field), ["rate-0-number"]);
});

test("months are named one by one and from the first to the last, and written back in one form", () => {
  const spoken: [text: string, written: string][] = [
    ["", ""],
    ["1-8", "1-8"],
    ["1 - 8, 10", "1-8, 10"],
    ["10; 1–3, 2", "1-3, 10"],
    ["1 to 3 12", "1-3, 12"],
    ["5.9 1", "1, 5, 9"],
    ["7-7", "7"],
    ["3,2,1", "1-3"],
  ];
  for (const [text, written] of spoken) {
    const months = readMonths(text, 12);
    assert.equal(months && writeMonths(months), written, text);
    assert.deepEqual(readMonths(written, 12), months, written);
  }
  for (const text of ["8-1", "0-3", "1-13", "1-", "-3", "1-3-5", "to 3", "1 until 3", "today"]) assert.equal(readMonths(text, 12), null, text);
  assert.deepEqual(monthSpans([9, 1, 2, 3]), [[1, 3], [9, 9]]);
});

test("a number of requests a month is read as people write it, and two decimals are the most", () => {
  assert.deepEqual([" 2 ", ".5", "1,5", "2.", "1.55"].map(plainRate), ["2", "0.5", "1.5", "2", "1.55"]);
  const told = (perMonth: string) => faultsOf({ ...draft("?family=boat"), way: "rates", rates: [{ level: "deck", quarters: 4, perMonth }] }, facts, TODAY);
  for (const perMonth of [" 2 ", ".5", "1,5", "20"]) assert.deepEqual(told(perMonth), [], perMonth);
  assert.match(told("1.555")[0]?.text ?? "", /two decimals at most/);
  for (const perMonth of ["20.5", "21.555", "0", "some", "-1"]) assert.match(told(perMonth)[0]?.text ?? "", /above 0 and up to 20/, perMonth);
  const rates = [{ level: "deck", quarters: 4, perMonth: " ,5 " }];
  assert.equal(writeAdvice(questionOf({ ...draft("?family=boat"), way: "rates", rates }, facts, TODAY)), "?family=boat&months=12&rate=deck:4:0.5");
});

test("no requests at all are typed as a zero, and a field left empty beside a number means none", () => {
  const { counts, ...rest } = draft("?family=boat");
  const zero = { ...rest, counts: { ...counts, wood: { count: "0", per: "year" as const, quarters: 4 } } };
  assert.deepEqual(faultsOf(zero, facts, TODAY), []);
  assert.deepEqual(questionOf(zero, facts, TODAY).workload, { kind: "pattern", rows: [] });
});

test("what an address holds besides, or twice, is told", () => {
  assert.deepEqual(overlooked("?family=boat&months=12&each=hull:4:1"), []);
  const told = overlooked("?family=boat&each=hull:4:1&rates=1&each=hull:4:2&rates=2");
  assert.equal(told.length, 2);
  assert.ok(told[0]?.includes("“each”") && told[1]?.includes("“rates”"));
});

test("another family keeps only the must-haves it knows", () => {
  assert.deepEqual(withFamily(draft("?family=boat&months=12&need=horn,radio"), "kite", facts).needs.services, ["radio"]);
});

test("a question is sent with its levels by their position", () => {
  assert.deepEqual(sentQuestion(read("?family=boat&asked=0.deck.2,31.sail.8").question, facts, ["flips"]), {
    family: "boat",
    months: 12,
    needs: { services: [], critical_years: 0, maintenance_years: 0 },
    workload: { kind: "requests", requests: [[0, 0, 2], [31, 2, 8]] },
    parts: ["flips"],
  });
  assert.deepEqual(sentQuestion(read("?family=boat&rate=hull:4:1.5").question, facts, []).workload, {
    kind: "rates",
    rates: [{ level: "hull", quarters: 4, per_month: "1.5" }],
  });
});

test("a flip point is asked for with its own requests, unless they do not fit into an address", () => {
  const { question } = read("?family=boat&months=12&need=horn&each=hull:4:1");
  const flip = { pool: "wood", count: 2, from: "adhoc", to: "boat.large", stays: true, sentence: "", requests: [[0, 1, 4], [31, 2, 4]] as [number, number, number][] };
  const there = questionAt(flip, question, "2026-12-01", facts);
  assert.equal(there && writeAdvice(there), "?family=boat&months=12&start=2026-12-01&need=horn&asked=0.hull.4,31.sail.4");
  assert.equal(questionAt({ ...flip, requests: Array(301).fill([0, 1, 4]) }, question, "2026-12-01", facts), null);
});

test("a must-have is given up by its name", () => {
  const { question } = read("?family=boat&months=12&need=horn,radio&critical=2&maintenance=1");
  assert.equal(writeAdvice(withoutNeed(question, "horn")), "?family=boat&months=12&need=radio&critical=2&maintenance=1");
  assert.equal(writeAdvice(withoutNeed(question, "critical_updates")), "?family=boat&months=12&need=horn,radio&maintenance=1");
  assert.equal(writeAdvice(withoutNeed(question, "maintenance_upgrades")), "?family=boat&months=12&need=horn,radio&critical=2");
});
