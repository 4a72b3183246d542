/** Tickets out of files as people have them: no row is lost, none is guessed in silence, and lines are the file's own. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Level } from "../src/api/catalogue.ts";
import { guessDelimiter, NoText, readRows, readText, type Row } from "../src/lib/table.ts";
import {
  changeReading,
  endOf,
  guessLevels,
  guessReading,
  judge,
  LEFT_OUT,
  MOST_TICKETS,
  NO_COLUMN,
  orderOf,
  proposeHorizon,
  type Reading,
  type Ticket,
  valuesOf,
  within,
} from "../src/state/tickets.ts";

const unsaid = { value: null, lines: [], readings: [], family: false };
const level = (id: string, name: string): Level => ({ id, name, definition: unsaid, examples: unsaid });
const LEVELS = [level("l1", "Level 1"), level("l2", "Level 2"), level("dev", "Level 3 (development)")];
const LENGTHS = [12, 24, 36];
const TODAY = "2026-11-26";

const quiet = () => undefined;

async function rowsOf(text: string | Uint8Array<ArrayBuffer>, most = MOST_TICKETS + 2): Promise<Row[]> {
  const read = await readText(new Blob([text]), quiet);
  return readRows(read, guessDelimiter(read), most);
}

function guessed(rows: Row[], change: Partial<Reading> = {}): Reading {
  return { ...guessReading(rows, LEVELS), ...change };
}

const csv = (...rows: string[]) => ["date,level,hours", ...rows].join("\n");
const judgeText = async (text: string, change: Partial<Reading> = {}) => {
  const rows = await rowsOf(text);
  return judge(rows, guessed(rows, change));
};
const kinds = ({ faults }: { faults: { kind: string }[] }) => faults.map(({ kind }) => kind);

test("of 200 tickets with three bad rows, 197 can be replayed and three are named by their lines", async () => {
  const rows = Array.from({ length: 200 }, (_, index) => `2025-${String((index % 12) + 1).padStart(2, "0")}-15,l2,0.5`);
  rows[9] = "2025-02-30,l2,0.5";
  rows[99] = "2025-03-01,l2,soon";
  rows[199] = "2025-03-01,l2";
  const { tickets, bad } = await judgeText(csv(...rows));
  assert.equal(tickets.length, 197);
  assert.deepEqual(
    bad.map(({ line, faults }) => [line, faults]),
    [
      [11, [{ kind: "badDate", text: "2025-02-30" }]],
      [101, [{ kind: "badHours", text: "soon" }]],
      [201, [{ kind: "noHours", text: "" }]],
    ],
  );
});

test("a row tells everything that is wrong with it", async () => {
  const { bad } = await judgeText(csv("2025-01-01,l1,1", "yesterday,l1,much", ",,0"));
  assert.deepEqual(bad.map(kinds), [
    ["badDate", "badHours"],
    ["noDate", "zeroHours", "noLevel"],
  ]);
});

test("lines stay right behind quotes with newlines inside, blank lines and Windows line ends", async () => {
  const text = 'date,level,hours,text\r\n2025-01-01,l1,1,"one\r\ntwo\r\nthree"\r\n\r\n , ,\r\n2025-01-02,l1,1,"a ""quoted"", word"\r\n2025-01-03,l1,none,\r\n';
  const rows = await rowsOf(text);
  assert.deepEqual(
    rows.map(({ line, last }) => [line, last]),
    [
      [1, 1],
      [2, 4],
      [7, 7],
      [8, 8],
    ],
  );
  assert.equal(rows[1]?.cells[3], "one\ntwo\nthree");
  assert.equal(rows[2]?.cells[3], 'a "quoted", word');
  assert.deepEqual(judge(rows, guessed(rows)).bad.map(({ line }) => line), [8]);
});

test("lines stay right across batches, with a quote at every seam", async () => {
  const rows = await rowsOf(csv(...Array.from({ length: 1600 }, (_, index) => `2025-01-01,l1,"${index}\n",`)));
  assert.equal(rows.length, 1601);
  for (const [index, { line, cells }] of rows.slice(1).entries()) {
    assert.equal(line, 2 + 2 * index);
    assert.equal(cells[2], `${index}\n`);
  }
});

test("a quote that is never closed makes one bad row, which says how far it reaches", async () => {
  const { tickets, bad } = await judgeText('date,level,hours,text\n2025-01-01,l1,1,fine\n2025-01-02,l1,1,"open\n2025-01-03,l1,1,lost\n2025-01-04,l1,1,lost\n');
  assert.deepEqual(tickets.map(({ line }) => line), [2]);
  assert.deepEqual(bad, [{ line: 3, last: 5, faults: [{ kind: "broken", text: "" }] }]);
});

test("a quote with letters behind it is not relied on, and says what it has swallowed", async () => {
  const { tickets, bad } = await judgeText('date,level,hours\n2025-01-01,l1,1\n2025-01-02,"l1"x,1\n2025-01-03,"l1",1\n2025-01-04,l1,1\n');
  assert.deepEqual(tickets.map(({ line }) => line), [2, 5]);
  assert.deepEqual(bad, [{ line: 3, last: 4, faults: [{ kind: "broken", text: "" }] }]);
});

test("old Macintosh and mixed line ends are line ends", async () => {
  assert.deepEqual((await rowsOf("a,b\rc,d\r\ne,f\ng,h")).map(({ line, cells }) => [line, ...cells]), [
    [1, "a", "b"],
    [2, "c", "d"],
    [3, "e", "f"],
    [4, "g", "h"],
  ]);
});

test("the delimiter is found, also where decimals have commas", async () => {
  assert.equal(guessDelimiter("date;level;hours\n31.05.2025;l1;1,5\n01.06.2025;l2;2\n"), ";");
  assert.equal(guessDelimiter("31.05.2025;l1;1,5\n01.06.2025;l2;2,5\n"), ";");
  assert.equal(guessDelimiter("date\tlevel\thours\n2025-05-31\tl1\t1\n"), "\t");
  assert.equal(guessDelimiter("date|level|hours\n2025-05-31|l1|1\n"), "|");
  assert.equal(guessDelimiter("only one column\nand nothing else\n"), ",");
  const { tickets } = await judgeText("Datum;Stufe;Stunden\n31.05.2025;Level 1;1,5\n");
  assert.deepEqual(tickets, [{ line: 2, on: "2025-05-31", level: "l1", quarters: 6 }]);
});

test("a file that declares its delimiter is believed, and its lines are counted from that one", async () => {
  const rows = await rowsOf("sep=;\ndate;level;hours\n2025-05-31;l1;1,5\n");
  assert.deepEqual(rows.map(({ line, cells }) => [line, cells.length]), [
    [2, 3],
    [3, 3],
  ]);
});

test("a byte order mark is no part of the first name, nor of a row in the middle", async () => {
  const rows = await rowsOf("\ufeffdate,level,hours\n\ufeff2025-05-31,l1,1\n");
  assert.equal(rows[0]?.cells[0], "date");
  assert.equal(rows[1]?.cells[0], "2025-05-31");
});

test("what is not UTF-8 is Windows-1252, and UTF-16 says so itself", async () => {
  const latin = Uint8Array.from("Süd,\u0080\n", (letter) => letter.charCodeAt(0));
  assert.equal(await readText(new Blob([latin]), quiet), "Süd,€");
  assert.equal(await readText(new Blob(["Süd,€\n"]), quiet), "Süd,€");
  const wide = Uint8Array.of(0xff, 0xfe, ...[..."Süd"].flatMap((letter) => [letter.charCodeAt(0), 0]));
  assert.equal(await readText(new Blob([wide]), quiet), "Süd");
});

test("UTF-16 is known without a mark, by where its zeros stand", async () => {
  const wide = (text: string, big: boolean) => Uint8Array.from([...text].flatMap((letter) => (big ? [letter.charCodeAt(0) >> 8, letter.charCodeAt(0) & 255] : [letter.charCodeAt(0) & 255, letter.charCodeAt(0) >> 8])));
  for (const text of ["date,level,hours\n2025-05-31,Süd €,1", "Дата;Уровень;Часы\n31.05.2025;Уровень 2;1,5", "日付,レベル,時間\n2025-05-31,二,1"]) {
    for (const big of [true, false]) assert.equal(await readText(new Blob([wide(text, big)]), quiet), text);
  }
});

test("letters that a slice cuts in two are whole again, and every byte is told of", async () => {
  const text = `a${"€".repeat(200_000)}`;
  const told: number[] = [];
  assert.equal(await readText(new Blob([text]), (bytes) => told.push(bytes)), text);
  assert.equal(told.at(-1), 600_001);
  assert.ok(told.length >= 3);
  assert.deepEqual(told, [...told].sort((a, b) => a - b));
});

test("an encoding that breaks late is found out all the same", async () => {
  const bytes = new Uint8Array(600_000).fill(0x61);
  bytes[599_999] = 0xfc;
  const text = await readText(new Blob([bytes]), quiet);
  assert.equal(text.length, 600_000);
  assert.equal(text.at(-1), "ü");
});

test("a spreadsheet is told apart from other files without text", async () => {
  const kind = async (...bytes: number[]) => {
    const refused = await readText(new Blob([Uint8Array.from(bytes)]), quiet).catch((error: unknown) => error);
    assert.ok(refused instanceof NoText);
    return refused.kind;
  };
  assert.equal(await kind(0x50, 0x4b, 3, 4, 20, 0), "spreadsheet");
  assert.equal(await kind(0x50, 0x4b, 3, 4, 20, 0, 6, 0, 8, 0, 0x21, 0), "spreadsheet");
  assert.equal(await kind(0x89, 0x50, 0, 0), "other");
  assert.equal(await kind(0x61, 0x62, 0x63, 0, 0x64, 0x65, 0x66, 0x67, 0x68, 0x69), "other");
  assert.equal(await kind(0, 1, 0, 2, 0, 0, 0, 3), "other");
});

test("empty files have no rows, and a header alone is none of the body", async () => {
  for (const text of ["", "\ufeff", "\n\n\n", " ,, \n,\n"]) assert.deepEqual(await rowsOf(text), []);
  const rows = await rowsOf(csv());
  assert.equal(guessed(rows).header, true);
  assert.deepEqual(judge(rows, guessed(rows)), { tickets: [], bad: [], outside: [], leftOut: [] });
});

test("reading stops soon after the most, however long the file is", async () => {
  const rows = await rowsOf(csv(...Array.from({ length: 10_001 }, () => "2025-01-01,l1,1")));
  assert.equal(rows.length, MOST_TICKETS + 2);
  assert.equal((await rowsOf(csv(...Array.from({ length: 30_000 }, () => "2025-01-01,l1,1")))).length, MOST_TICKETS + 2);
  assert.equal((await rowsOf(csv(...Array.from({ length: 10_000 }, () => "2025-01-01,l1,1")))).length, MOST_TICKETS + 1);
});

test("columns are found by their names, in any order and among others", async () => {
  const rows = await rowsOf("Ticket,Customer name,Support level,Created at,Time spent (minutes)\n1001,Acme,L2,31.05.2025 14:05,80\n");
  const reading = guessed(rows);
  assert.deepEqual(reading.columns, { date: 3, level: 2, hours: 4 });
  assert.equal(reading.unit, "minutes");
  assert.deepEqual(judge(rows, reading).tickets, [{ line: 2, on: "2025-05-31", level: "l2", quarters: 6 }]);
});

test("without names, columns are found by what they hold", async () => {
  const rows = await rowsOf("1001,dev,2025-05-31,1.5\n1002,l1,2025-06-01,0:20\n");
  const reading = guessed(rows);
  assert.equal(reading.header, false);
  assert.deepEqual(reading.columns, { date: 2, level: 1, hours: 3 });
  assert.deepEqual(judge(rows, reading).tickets.map(({ line, quarters }) => [line, quarters]), [
    [1, 6],
    [2, 2],
  ]);
});

test("without names, numbers of levels are told from hours", async () => {
  const columns = async (...rows: string[]) => guessed(await rowsOf(rows.join("\n"))).columns;
  assert.deepEqual(await columns("2025-01-03,2,1.5", "2025-02-03,1,2"), { date: 0, level: 1, hours: 2 });
  assert.deepEqual(await columns("2025-01-03,1.5,2", "2025-02-03,2,1"), { date: 0, level: 2, hours: 1 });
  assert.deepEqual(await columns("2025-01-03,L2,1", "2025-02-03,dev,3"), { date: 0, level: 1, hours: 2 });
  assert.deepEqual(await columns("1001,2025-01-03,2,development", "1002,2025-02-03,3,L1"), { date: 1, level: 3, hours: 2 });
  assert.deepEqual(await columns("2025-01-03,2", "2025-02-03,1"), { date: 0, level: null, hours: 1 });
  const rows = await rowsOf("2025-01-03,2,1.5\n2025-02-03,3,2\n");
  assert.deepEqual([...guessed(rows).levels], [["2", "l2"], ["3", "dev"]]);
});

test("what nothing tells stays open", async () => {
  const reading = guessed(await rowsOf("a,b,c\nx,y,z\n"));
  assert.deepEqual(reading.columns, { date: null, level: null, hours: null });
});

test("the order of day and month is asked for unless the file proves it", async () => {
  const order = async (...dates: string[]) => {
    const rows = await rowsOf(csv(...dates.map((date) => `${date},l1,1`)));
    const reading = guessed(rows);
    return { chosen: reading.order, ...orderOf(rows, reading) };
  };
  assert.deepEqual(await order("2025-05-04", "04.05.2025"), { chosen: null, asked: false, order: null, proof: null, torn: false });
  assert.deepEqual(await order("04/05/2025", "05/05/2025"), { chosen: null, asked: true, order: null, proof: null, torn: false });
  assert.deepEqual(await order("04/05/2025", "31/05/2025"), { chosen: "day", asked: true, order: "day", proof: 1, torn: false });
  assert.deepEqual(await order("04-05-2025", "05-31-2025 08:00"), { chosen: "month", asked: true, order: "month", proof: 1, torn: false });
  assert.deepEqual(await order("31/05/2025", "05/31/2025"), { chosen: null, asked: true, order: null, proof: null, torn: true });
  assert.deepEqual(await order("04/05/2025", "99/99/2025"), { chosen: null, asked: true, order: null, proof: null, torn: false });
});

test("the order that is chosen decides, and dates that do not fit it are bad", async () => {
  const text = csv("04/05/2025,l1,1", "31/05/2025,l1,1", "05/31/2025,l1,1", "06.07.2025,l1,1", "2025-06-07,l1,1");
  const days = async (order: "day" | "month") => {
    const { tickets, bad } = await judgeText(text, { order });
    return [tickets.map(({ on }) => on), bad.map(({ line }) => line)];
  };
  assert.deepEqual(await days("day"), [["2025-05-04", "2025-05-31", "2025-07-06", "2025-06-07"], [4]]);
  assert.deepEqual(await days("month"), [["2025-04-05", "2025-05-31", "2025-07-06", "2025-06-07"], [3]]);
});

test("values of the column of levels are listed once, the most frequent first, and guessed where they are ids or names", async () => {
  const rows = await rowsOf(csv("2025-01-01,Billing,1", "2025-01-01,billing ,1", "2025-01-01,LEVEL 2,1", "2025-01-01,,1", "2025-01-01,L1,1", "2025-01-01,l1,1", "2025-01-01,L1,1"));
  const reading = guessed(rows);
  assert.deepEqual(valuesOf(rows, reading), [
    { value: "l1", text: "L1", count: 3 },
    { value: "billing", text: "Billing", count: 2 },
    { value: "level 2", text: "LEVEL 2", count: 1 },
    { value: "", text: "", count: 1 },
  ]);
  assert.deepEqual([...reading.levels], [
    ["l1", "l1"],
    ["level 2", "l2"],
    ["", LEFT_OUT],
  ]);
});

test("a ticket without a level is a bad row until somebody says what it is", async () => {
  const text = csv("2025-01-01,,1", "2025-01-01,l1,1");
  assert.deepEqual((await judgeText(text)).bad, [{ line: 2, last: 2, faults: [{ kind: "noLevel", text: "" }] }]);
  assert.deepEqual((await judgeText(text, { levels: new Map([["", "l2"], ["l1", "l1"]]) })).tickets.map(({ level }) => level), ["l2", "l1"]);
});

test("what is chosen to be left out is told by its line, and is no bad row, whatever else is wrong with it", async () => {
  const text = csv("2025-01-01,l1,1", "2025-01-02,spam,1", "yesterday,Spam,much", '2025-01-03,"spam"x,1');
  const { tickets, bad, leftOut } = await judgeText(text, { levels: new Map([["l1", "l1"], ["spam", LEFT_OUT]]) });
  assert.deepEqual([tickets.map(({ line }) => line), bad.map(kinds)], [[2], [["broken"]]]);
  assert.deepEqual(leftOut, [
    { line: 3, last: 3, faults: [{ kind: "leftOut", text: "spam" }] },
    { line: 4, last: 4, faults: [{ kind: "leftOut", text: "Spam" }] },
  ]);
});

test("a level is guessed from its id and from every form of its name, and from nothing that two levels share", () => {
  const guess = (...values: string[]) => {
    const rows = values.map((value, index): Row => ({ line: index + 1, last: index + 1, cells: ["2025-01-01", value, "1"], broken: false }));
    const reading: Reading = { header: false, columns: { date: 0, level: 1, hours: 2 }, order: null, unit: "hours", levels: new Map() };
    return [...guessLevels(rows, reading, LEVELS)];
  };
  for (const value of ["Development", "Level 3", "level-3", "L3", "DEV", "Level 3 (development)"]) {
    assert.deepEqual(guess(value), [[value.toLowerCase(), "dev"]], value);
  }
  assert.deepEqual(guess("L 2", "Level", "4", "L4", "bug", "developer", "–"), [["l 2", "l2"]]);
});

test("the number of a level is one where nothing names the column otherwise", async () => {
  const levels = async (name: string) => {
    const rows = await rowsOf(`date,${name},hours\n2025-01-01,3,1\n2025-01-02,Level 2,1\n`);
    const reading = guessed(rows);
    assert.equal(reading.columns.level, 1, name);
    return [...reading.levels];
  };
  for (const name of ["level", "Support level", "Tier", "Stufe"]) assert.deepEqual(await levels(name), [["3", "dev"], ["level 2", "l2"]], name);
  for (const name of ["severity", "type", "category"]) assert.deepEqual(await levels(name), [["level 2", "l2"]], name);
});

test("weird values are values like any other", async () => {
  const weird = ["__proto__", "constructor", "toString", "=1+1", "<b>", "Niveau 2 – 24×7", "🐛"];
  const rows = await rowsOf(csv(...weird.map((each) => `2025-01-01,${each},1`)));
  const reading = guessed(rows);
  assert.deepEqual(valuesOf(rows, reading).map(({ text }) => text), weird);
  assert.equal(reading.levels.size, 0);
  const levels = new Map(weird.map((each) => [each.toLowerCase(), "dev"]));
  assert.equal(judge(rows, { ...reading, levels }).tickets.length, weird.length);
});

test("another column is guessed anew, and nothing else is", async () => {
  const rows = await rowsOf("date,due,level,kind,hours\n04/05/2025,31/05/2025,l1,,1\n");
  const reading = guessed(rows, { order: "month", levels: new Map([["l1", "dev"]]) });
  const { columns } = reading;
  const unit = changeReading(rows, reading, { unit: "minutes" }, LEVELS);
  assert.deepEqual([unit.unit, unit.order, [...unit.levels]], ["minutes", "month", [["l1", "dev"]]]);
  const date = changeReading(rows, reading, { columns: { ...columns, date: 1 } }, LEVELS);
  assert.deepEqual([date.order, [...date.levels]], ["day", [["l1", "dev"]]]);
  const kind = changeReading(rows, reading, { columns: { ...columns, level: 3 } }, LEVELS);
  assert.deepEqual([kind.order, [...kind.levels]], ["month", [["", LEFT_OUT]]]);
  const single = changeReading(rows, kind, { columns: { ...columns, level: NO_COLUMN } }, LEVELS);
  assert.deepEqual([...single.levels], []);
  const without = changeReading(rows, reading, { header: false }, LEVELS);
  assert.deepEqual([without.order, without.levels.get("l1")], [null, "dev"]);
});

test("what was chosen for a value is not guessed over", async () => {
  const rows = await rowsOf(csv("2025-01-01,l1,1"));
  const chosen = guessed(rows, { levels: new Map([["l1", "dev"]]) });
  assert.equal(guessLevels(rows, chosen, LEVELS).get("l1"), "dev");
});

test("without a column of levels all tickets are of one", async () => {
  const rows = await rowsOf("date,hours\n2025-01-01,1\n2025-01-02,2\n");
  const reading = guessed(rows);
  const single: Reading = { ...reading, columns: { ...reading.columns, level: NO_COLUMN } };
  assert.deepEqual(valuesOf(rows, single), [{ value: "", text: "", count: 2 }]);
  const { tickets } = judge(rows, { ...single, levels: new Map([["", "l2"]]) });
  assert.deepEqual(tickets.map(({ level }) => level), ["l2", "l2"]);
});

const ticket = (line: number, on: string, of = "l2", quarters = 2): Ticket => ({ line, on, level: of, quarters });

test("a horizon begins with the first ticket's month and is as long as the last one needs", () => {
  const proposed = (...days: string[]) => proposeHorizon(days.map((on, index) => ticket(index + 2, on)), LENGTHS, TODAY);
  assert.deepEqual(proposed("2025-12-31", "2025-01-15"), { start: "2025-01-01", months: 12 });
  assert.deepEqual(proposed("2025-01-15", "2026-01-01"), { start: "2025-01-01", months: 24 });
  assert.deepEqual(proposed("2024-01-15", "2026-11-26"), { start: "2024-01-01", months: 36 });
  assert.equal(proposed(), null);
});

test("of a file that is longer, the newest months with many tickets are proposed, and no more than these need", () => {
  const proposed = (...days: string[]) => proposeHorizon(days.map((on, index) => ticket(index + 2, on)), LENGTHS, TODAY);
  assert.deepEqual(proposed("2021-01-15", "2023-12-31", "2024-01-01"), { start: "2023-12-01", months: 12 });
  assert.deepEqual(proposed("2021-01-15", "2021-02-01", "2024-02-01"), { start: "2024-02-01", months: 12 });
  assert.deepEqual(proposed("2021-01-15", "2022-12-31", "2023-01-01", "2024-02-01"), { start: "2022-12-01", months: 24 });
  assert.deepEqual(proposed("2021-06-15", "2022-06-15", "2023-06-15", "2024-06-15", "2025-06-15"), { start: "2023-06-01", months: 36 });
  const many = Array.from({ length: 5 }, (_, index) => `2015-03-${11 + index}`);
  assert.deepEqual(proposed(...many, "2020-01-01"), { start: "2015-03-01", months: 12 });
  assert.deepEqual(proposed(...many.slice(1), "2020-01-01"), { start: "2020-01-01", months: 12 });
});

test("one mistyped year moves nothing, whether it is past or to come", () => {
  const year = Array.from({ length: 40 }, (_, index) => `${index % 12 < 2 ? 2025 : 2026}-${String(((index + 10) % 12) + 1).padStart(2, "0")}-15`);
  for (const slip of ["2006-03-04", "2027-10-28", "2062-03-04"]) {
    const tickets = [...year, slip].map((on, index) => ticket(index + 2, on));
    const horizon = proposeHorizon(tickets, LENGTHS, TODAY);
    assert.deepEqual(horizon, { start: "2025-11-01", months: 12 }, slip);
    const { outside } = within({ tickets, bad: [], outside: [], leftOut: [] }, { start: "2025-11-01", months: 36 }, TODAY);
    const kind = slip > TODAY ? "toCome" : "outside";
    assert.deepEqual(outside, [{ line: 42, last: 42, faults: [{ kind, text: slip }] }], slip);
  }
});

test("what is to come is replayed where nothing is past, or from today on", () => {
  const judged = (...days: string[]) => ({ tickets: days.map((on, index) => ticket(index + 2, on)), bad: [], outside: [], leftOut: [] });
  const daysIn = (start: string, ...days: string[]) => within(judged(...days), { start, months: 12 }, TODAY).tickets.map(({ on }) => on);
  assert.deepEqual(daysIn("2026-11-01", "2026-12-10", "2027-01-10"), ["2026-12-10", "2027-01-10"]);
  assert.deepEqual(daysIn("2026-11-01", "2026-11-10", "2027-01-10"), ["2026-11-10"]);
  assert.deepEqual(daysIn(TODAY, "2026-11-10", "2027-01-10"), ["2027-01-10"]);
});

test("what is to come is proposed only where nothing is past", () => {
  const proposed = (...days: string[]) => proposeHorizon(days.map((on, index) => ticket(index + 2, on)), LENGTHS, TODAY);
  assert.deepEqual(proposed("2021-01-15", "2026-01-31", "2062-01-05"), { start: "2026-01-01", months: 12 });
  assert.deepEqual(proposed("2027-01-15", "2031-05-05"), { start: "2031-05-01", months: 12 });
});

test("months of a horizon turn on its day, or on their last", () => {
  assert.equal(endOf({ start: "2025-01-01", months: 12 }), "2026-01-01");
  assert.equal(endOf({ start: "2024-02-29", months: 12 }), "2025-02-28");
  assert.equal(endOf({ start: "2024-02-29", months: 48 }), "2028-02-29");
  assert.equal(endOf({ start: "2025-10-31", months: 1 }), "2025-11-30");
  assert.equal(endOf({ start: "2025-12-31", months: 36 }), "2028-12-31");
});

test("tickets outside the months are set apart by line, and bad rows stay what they were", () => {
  const bad = [{ line: 4, last: 4, faults: [{ kind: "noDate" as const, text: "" }] }];
  const tickets = [ticket(6, "2026-01-01"), ticket(3, "2025-12-31"), ticket(5, "2025-01-01"), ticket(2, "2024-12-31")];
  const judged = within({ tickets, bad, outside: [], leftOut: [] }, { start: "2025-01-01", months: 12 }, "2025-12-31");
  assert.deepEqual(judged.tickets.map(({ line }) => line), [5, 3]);
  assert.deepEqual(judged.bad, bad);
  assert.deepEqual(judged.outside.map((row) => [row.line, ...kinds(row)]), [
    [2, "outside"],
    [6, "toCome"],
  ]);
});

test("tickets of one day keep the order of the file", () => {
  const { tickets } = within({ tickets: [ticket(9, "2025-02-01"), ticket(2, "2025-02-01"), ticket(5, "2025-01-01")], bad: [], outside: [], leftOut: [] }, { start: "2025-01-01", months: 12 }, TODAY);
  assert.deepEqual(tickets.map(({ line }) => line), [5, 2, 9]);
});

test("as many tickets as there may be are all read and judged", async () => {
  const text = csv(...Array.from({ length: 10_000 }, (_, index) => `2025-${String((index % 12) + 1).padStart(2, "0")}-1${index % 10},l${(index % 2) + 1},0:${10 + (index % 50)},`));
  const { tickets, bad } = await judgeText(text);
  assert.deepEqual([tickets.length, bad.length], [10_000, 0]);
});
