/** The charts' pure parts: regions, marks, steps, files. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { About } from "../src/components/charts/about.ts";
import { spanWords, sourceWords } from "../src/components/charts/about.ts";
import { curvesDrawing } from "../src/components/charts/curvesDrawing.ts";
import { curvesLegend, mapLegend } from "../src/components/charts/legend.ts";
import { completed, lookOf, ordered } from "../src/components/charts/looks.ts";
import { mapDrawing, SIZES } from "../src/components/charts/mapDrawing.ts";
import { rowsOf, standalone } from "../src/components/charts/standalone.ts";
import { curvesFile, mapFile } from "../src/components/charts/tables.ts";
import { csvFile } from "../src/lib/csv.ts";
import { type Drawing, type Shape, shape, svgFile } from "../src/lib/svg.ts";
import { madeUpCharts } from "../src/pages/madeUpCharts.ts";
import { type BreakEven, hearts, mapRuns, outlines, readCell, rowRuns } from "../src/state/breakEven.ts";
import { apart, cameRuns, costsLeastAt, crossings, type Curves, firstAt, highest, marks, niceStep, type Series } from "../src/state/costCurves.ts";
import { charts as words } from "../src/text/en.ts";

const ABOUT: About = { family: "Made & up", advisedOn: "2026-11-26", start: "2026-12-01", end: "2027-12-01", version: "0123456789abcdef", netOfTax: true, over: false, needs: [] };
const MAP: BreakEven = {
  rows: { name: "Development", from: 0, to: 1 },
  columns: { name: "Basic", from: 0, to: 2 },
  here: { row: 1, column: 2 },
  options: [
    { id: "adhoc", name: "Ad hoc" },
    { id: "big", name: 'The "big", one' },
  ],
  cells: [
    [0, 0, 1],
    [0, 1, 1],
  ],
  ties: [[0, 1, 1]],
  totals: [
    [0, 7050, 10000],
    [9000, 10000, 10000],
  ],
  by_agreement: [
    [0, 0, 0],
    [0, 0, 0],
  ],
  by_money: true,
  sentence: "So it is.",
};
const ORDER = ["big", "adhoc"];

const series = (id: string, totals: (number | null)[], came: (number | null)[] = totals, agreed: number[] = totals.map(() => 0)): Series => ({
  id,
  name: id,
  totals,
  came,
  by_agreement: agreed,
  came_by_agreement: agreed,
});
const curves = (...all: Series[]): Curves => ({ pool: "basic", name: "Basic", counts: all[0]?.totals.map((_, index) => index) ?? [], here: 1, series: all, falls: [] });

/** Everything in a drawing, children after their parents. */
function all(shapes: readonly (Shape | string)[]): Shape[] {
  return shapes.flatMap((each) => (typeof each === "string" ? [] : [each, ...all(each.children)]));
}

function texts({ shapes }: Drawing): string[] {
  return all(shapes).filter(({ name }) => name === "text").map(({ children }) => children.join(""));
}

/** The area that closed outlines enclose, holes taken off: by the shoelace formula, whose sign is the way around. */
function area(loops: (readonly [number, number])[][]): number {
  const twice = loops.flatMap((loop) => loop.map(([x, y], index) => {
    const [nx, ny] = loop[(index + 1) % loop.length] as [number, number];
    return x * ny - nx * y;
  }));
  return twice.reduce((sum, each) => sum + each, 0) / 2;
}

test("a region is outlined by its corners alone", () => {
  assert.equal(outlines([[1, 1, 1], [1, 1, 1]], 1).length, 1);
  const [square = []] = outlines([[1, 1, 1], [1, 1, 1]], 1);
  assert.deepEqual([...square].sort(), [[0, 0], [0, 2], [3, 0], [3, 2]]);
  assert.equal(outlines([[1, 0], [1, 1]], 1)[0]?.length, 6);
  assert.deepEqual(outlines([[0, 0]], 1), []);
});

test("a hole and a part apart have outlines of their own", () => {
  assert.equal(outlines([[1, 1, 1], [1, 0, 1], [1, 1, 1]], 1).length, 2);
  assert.equal(outlines([[1, 0, 1]], 1).length, 2);
});

test("outlines enclose exactly their cells, whatever the map", () => {
  let seed = 7;
  const next = (most: number) => (seed = (seed * 16807) % 2147483647) % most;
  for (let round = 0; round < 300; round += 1) {
    const [width, height] = [1 + next(9), 1 + next(9)];
    const cells = Array.from({ length: height }, () => Array.from({ length: width }, () => next(3)));
    for (const value of [0, 1, 2]) {
      assert.equal(area(outlines(cells, value)), cells.flat().filter((each) => each === value).length, JSON.stringify(cells));
    }
  }
});

test("every region has one heart, in the middle of its largest square", () => {
  const cells = [[0, 0, 0, 1], [0, 0, 0, 1], [0, 0, 0, 2], [1, 1, 2, 2]];
  const found = hearts(cells, () => false);
  assert.deepEqual(found.map(({ value }) => value).sort(), [0, 1, 1, 2]);
  assert.deepEqual(found.find(({ value }) => value === 0), { value: 0, x: 1.5, y: 1.5, size: 3 });
});

test("a heart keeps clear of what is taken", () => {
  const found = hearts([[0, 0, 0, 0], [0, 0, 0, 0]], ({ column }) => column < 2);
  assert.deepEqual(found, [{ value: 0, x: 3, y: 1, size: 2 }]);
});

test("a cell tells its option, its total and whether it is tied", () => {
  assert.deepEqual(readCell(MAP, { row: 0, column: 1 }), { option: MAP.options[0], total: 7050, agreed: 0, tied: [MAP.options[1]] });
  assert.deepEqual(readCell(MAP, { row: 1, column: 1 }), { option: MAP.options[1], total: 10000, agreed: 0, tied: [] });
  assert.equal(readCell(MAP, { row: 2, column: 0 }), null);
  assert.equal(readCell(MAP, { row: 0, column: 3 }), null);
});

test("marks are whole, round and end at or above the top", () => {
  assert.deepEqual(marks(490_000, 6), [0, 100_000, 200_000, 300_000, 400_000, 500_000]);
  assert.deepEqual(marks(3, 6), [0, 1, 2, 3]);
  assert.deepEqual(marks(0, 6), [0, 1]);
  for (const most of [1, 3, 5, 8]) {
    for (let top = 0; top < 3000; top += 7) {
      const found = marks(top, most);
      assert.ok((found.at(-1) ?? 0) >= top && found.length <= most + 1, `${top} in ${most}`);
      assert.match(String(found[1]), /^[125]0*$/);
    }
  }
  assert.equal(niceStep(40, 100), 1);
});

test("the cheapest option changes where another one is strictly cheaper", () => {
  const found = crossings(curves(series("plan", [5, 5, 5, 5, 9]), series("adhoc", [0, 5, 10, 15, 8])));
  assert.deepEqual(found.map(({ count, from, to, total }) => [count, from.id, to.id, total]), [[2, "adhoc", "plan", 5], [4, "plan", "adhoc", 8]]);
  assert.deepEqual(crossings(curves(series("plan", [5, 5]), series("adhoc", [0, 5]))), []);
});

test("of those that cost least, what costs less as requests come leads", () => {
  const both = curves(series("adhoc", [0, 9]), series("tight", [5, 5], [5, 8]), series("wide", [5, 5], [5, 5]));
  assert.deepEqual(firstAt(both, 1).map(({ id }) => id), ["tight", "wide"]);
  assert.equal(crossings(both)[0]?.to.id, "wide");
});

test("as-it-comes is a line of its own only where it differs", () => {
  assert.deepEqual(cameRuns(series("a", [1, 1, 1, 1, 1], [1, 2, 3, null, 4])), [{ first: 1, values: [2, 3] }, { first: 4, values: [4] }]);
  assert.equal(highest(curves(series("a", [1, 2], [null, 7]))), 7);
});

test("a chain that is no option everywhere is drawn in pieces and leads only where it is one", () => {
  const both = curves(series("plan", [5, 5, 5, 5, 5]), series("chain", [null, 4, null, 6, null]));
  assert.deepEqual(crossings(both).map(({ count, to }) => [count, to.id]), [[1, "chain"], [2, "plan"]]);
  const lines = all(curvesDrawing(both, "USD", ["plan", "chain"], "wide").shapes).filter(({ attributes }) => String(attributes["class"]).startsWith("line"));
  assert.equal(lines.length, 3);
  assert.match(curvesFile(both, "USD", ABOUT), /\r\n0,0.05,0.05,,,plan\r\n1,0.05,0.05,0.04,0.04,chain\r\n/);
});

test("as-it-comes is named in the legend and lettered in the drawing, for each option whose line it leaves", () => {
  const both = curves(series("a", [1, 2]), series("b", [1, 2], [1, 3]));
  const entries = curvesLegend(both, ["a", "b"], false);
  assert.deepEqual(entries.map(({ key, words }) => [key, words.split(",")[0]]), [["a", "a"], ["b", "b"], ["b-came", "b"]]);
  const letters = texts(curvesDrawing(both, "USD", ["a", "b"], "wide")).filter((each) => /^[A-Z]$/.test(each));
  assert.deepEqual(letters, ["B", "A", "B"]);
});

test("letters at the ends keep their room and their order", () => {
  assert.deepEqual(apart([10, 12, 100], 18, 0, 200), [10, 28, 100]);
  assert.deepEqual(apart([200, 199, 198], 18, 0, 200), [200, 182, 164]);
  assert.deepEqual(apart([5, 5], 18, 0, 200), [5, 23]);
});

test("a total is flat for its count, then goes straight to the next", () => {
  const { shapes } = curvesDrawing(curves(series("plan", [100, 200], [100, 300])), "USD", ["plan"], "wide");
  const [best, dotted] = all(shapes).filter(({ attributes }) => String(attributes["class"]).startsWith("line"));
  assert.match(String(best?.attributes["d"]), /^M[\d.]+ [\d.]+V[\d.]+H[\d.]+V[\d.]+H[\d.]+$/);
  assert.match(String(dotted?.attributes["d"]), /^M[\d.]+ [\d.]+V[\d.]+H[\d.]+$/);
  assert.notEqual(best?.attributes["stroke-dasharray"], dotted?.attributes["stroke-dasharray"]);
});

test("the axis of totals starts at nothing and says its currency", () => {
  const words = texts(curvesDrawing(curves(series("plan", [100_000, 490_000])), "USD", ["plan"], "wide"));
  assert.ok(words.includes("US$0") && words.includes("US$5,000"), words.join());
  assert.ok(texts(curvesDrawing(curves(series("plan", [1, 4900])), "JPY", ["plan"], "narrow")).includes("JP¥6,000"));
});

test("an option keeps its letter, colour and pattern in every chart of an answer", () => {
  assert.deepEqual(["big", "adhoc"].map((id) => lookOf(ORDER, id).letter), ["A", "B"]);
  const many = Array.from({ length: 30 }, (_, index) => String(index));
  assert.deepEqual([many[25], many[26]].map((id) => lookOf(many, id ?? "").letter), ["Z", "AA"]);
  assert.equal(new Set(many.map((id) => lookOf(many, id).letter)).size, 30);
  assert.deepEqual(completed(ORDER, [{ id: "chain" }, { id: "big" }]), ["big", "adhoc", "chain"]);
  assert.deepEqual(ordered(ORDER, MAP.options).map(({ id }) => id), ["big", "adhoc"]);
  const named = (entries: { key: string; sample: readonly Shape[] }[]) =>
    entries.filter(({ key }) => ORDER.includes(key)).map(({ key, sample }) => `${key} ${all(sample).find(({ name }) => name === "text")?.children.join("")}`);
  assert.deepEqual(named(mapLegend(MAP, ORDER, "x", false)), ["big A", "adhoc B"]);
  assert.deepEqual(named(curvesLegend(curves(series("adhoc", [1]), series("big", [2])), ORDER, false)), ["adhoc B", "big A"]);
});

test("no two options of eight share a pattern or a dash", () => {
  const ids = ["0", "1", "2", "3", "4", "5", "6", "7"];
  assert.equal(new Set(ids.map((id) => lookOf(ids, id).dashes)).size, 8);
  const map = { ...MAP, options: ids.map((id) => ({ id, name: id })) };
  const tiles = all(mapDrawing(map, ids, "wide", "x").shapes).filter(({ name }) => name === "pattern");
  assert.equal(new Set(tiles.map(({ children }) => JSON.stringify((children[1] as Shape | undefined)?.attributes["d"]))).size, 8);
});

test("the whole map is drawn of few elements, and both sizes keep their words readable", () => {
  const { map, order, curves: [first], currency } = madeUpCharts();
  assert.ok(first);
  for (const size of ["wide", "narrow"] as const) {
    const drawn = mapDrawing(map, order, size, "x");
    assert.ok(all(drawn.shapes).length < 90, String(all(drawn.shapes).length));
    assert.ok(drawn.width <= SIZES[size].width && drawn.height <= SIZES[size].height);
    for (const each of [...all(drawn.shapes), ...all(curvesDrawing(first, currency, order, size).shapes)]) {
      assert.ok(Number(each.attributes["font-size"] ?? 13) >= 12);
    }
  }
});

test("the asker's own cell is named, on a map that starts elsewhere too", () => {
  assert.ok(texts(mapDrawing(MAP, ORDER, "wide", "x")).includes("Your workload"));
  const moved = { ...MAP, columns: { name: "Basic", from: 180, to: 182 }, rows: { name: "Development", from: 40, to: 41 } };
  const words = texts(mapDrawing(moved, ORDER, "wide", "x"));
  assert.ok(words.includes("181") && words.includes("40") && words.includes("Your workload"), words.join());
  assert.deepEqual(mapFile(moved, "USD", ABOUT).split("\r\n").slice(10, 12), ["180,40,Ad hoc,0.00,", '181,40,Ad hoc,70.50,"The ""big"", one"']);
});

test("a saved drawing is well-formed and needs nothing outside it", () => {
  const drawing = mapDrawing(MAP, ORDER, "wide", "map");
  const file = standalone({ title: 'A <title> & "more"', drawing, legend: mapLegend(MAP, ORDER, "key", false), sentences: [MAP.sentence, spanWords(ABOUT)], source: sourceWords(ABOUT) });
  assert.deepEqual(faultsOf(file), []);
  assert.doesNotMatch(file, /<style|style=|var\(|https?:(?!\/\/www\.w3\.org\/2000\/svg)/);
  const ids = new Set([...file.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id));
  const used = [...file.matchAll(/url\(#([^)]+)\)/g)].map(([, id]) => id);
  assert.ok(used.length > 0 && used.every((id) => ids.has(id)), `${used} of ${[...ids]}`);
  for (const words of ["A &lt;title&gt; &amp; &quot;more&quot;", "Ad hoc", "So it is.", "From 1 December 2026 to 30 November 2027.", "26 November 2026", "version 0123456789ab", "net of tax"]) {
    assert.ok(file.includes(words), words);
  }
});

test("what XML refuses does not get into a file", () => {
  const file = svgFile({ width: 1, height: 1, shapes: [shape("text", { fill: 'a"b' }, "a\u0000b]]>c")] }, {});
  assert.deepEqual(faultsOf(file), []);
  assert.ok(file.includes('<text fill="a&quot;b">ab]]&gt;c</text>'));
});

test("the check of XML itself finds faults", () => {
  for (const bad of ["<a>", "<a></b>", '<a x="1" x="2"/>', "<a>&</a>", '<a x="<"/>', "<a x=1/>", "<a/><b/>"]) {
    assert.notDeepEqual(faultsOf(bad), [], bad);
  }
  assert.deepEqual(faultsOf('<a x="1"><b/>c &amp; d</a>'), []);
});

test("long sentences are broken into rows", () => {
  assert.deepEqual(rowsOf("one two three four", 9), ["one two", "three", "four"]);
  assert.deepEqual(rowsOf("unbreakable it is", 5), ["unbreakable", "it is"]);
});

test("the map's file holds every cell with its total", () => {
  assert.deepEqual(mapFile(MAP, "USD", { ...ABOUT, needs: ["Phone", "Chat"] }).split("\r\n"), [
    '"Made & up: the option that costs least, by number of requests"',
    "Product,Made & up",
    "First day,2026-12-01",
    "Last day looked at,2027-11-30",
    "Must-haves,Phone; Chat",
    "Worked out on,2026-11-26",
    "Catalogue,0123456789abcdef",
    "Prices,net of tax",
    "",
    "Requests of Basic,Requests of Development,Option that costs least,Total (USD),Others at the same total",
    "0,0,Ad hoc,0.00,",
    '1,0,Ad hoc,70.50,"The ""big"", one"',
    '2,0,"The ""big"", one",100.00,',
    "0,1,Ad hoc,90.00,",
    '1,1,"The ""big"", one",100.00,',
    '2,1,"The ""big"", one",100.00,',
    "",
  ]);
});

test("the map in words has a line for all rows that are alike, and every cell in it", () => {
  assert.deepEqual(rowRuns([[0, 0, 1], [0, 0, 1], [1, 0, 1]]), [
    { first: 0, last: 1, runs: [{ value: 0, first: 0, last: 1 }, { value: 1, first: 2, last: 2 }] },
    { first: 2, last: 2, runs: [{ value: 1, first: 0, last: 0 }, { value: 0, first: 1, last: 1 }, { value: 1, first: 2, last: 2 }] },
  ]);
});

test("the words of a change stand below the axis, where no line is", () => {
  const { shapes } = curvesDrawing(curves(series("plan", [5, 5, 5]), series("adhoc", [0, 4, 8])), "USD", ["adhoc", "plan"], "narrow");
  const words = all(shapes).find(({ children }) => children.join("") === "from 2: B");
  const lines = all(shapes).filter(({ attributes }) => String(attributes["class"]).startsWith("line"));
  const lowest = Math.max(...lines.flatMap(({ attributes }) => [...String(attributes["d"]).matchAll(/V([\d.]+)/g)].map(([, y]) => Number(y))));
  assert.ok(Number(words?.attributes["y"]) - 13 > lowest);
});

test("the curves' file holds both figures of every option", () => {
  const file = curvesFile(curves(series("a", [0, 150], [0, 275]), series("b", [100, 150], [null, null])), "USD", ABOUT);
  assert.deepEqual(file.split("\r\n").slice(9), [
    'Requests of Basic,"a, best possible (USD)","a, as requests come (USD)","b, best possible (USD)","b, as requests come (USD)",Costs least',
    "0,0.00,0.00,1.00,,a",
    "1,1.50,2.75,1.50,,a = b",
    "",
  ]);
});

test("requests without a price are never counted as free: what leaves fewer of them comes first, and nothing costs least by its money alone", () => {
  const both = curves(series("plan", [100, 100, 100]), series("adhoc", [0, 0, 50], [0, 0, 50], [0, 1, 2]));
  assert.deepEqual([0, 1, 2].map((place) => firstAt(both, place).map(({ id }) => id)), [["adhoc"], ["plan"], ["plan"]]);
  assert.deepEqual([0, 1, 2].map((place) => costsLeastAt(both, place)), [true, false, false]);
  assert.deepEqual(crossings(both).map(({ count, to }) => [count, to.id]), [[1, "plan"]]);
  assert.equal(costsLeastAt(curves(series("adhoc", [0], [0], [2]), series("plan", [5], [5], [2])), 0), false);
  assert.ok(costsLeastAt(curves(series("plan", [5]), series("adhoc", [9], [9], [2])), 0));
});

test("a total with requests beside it that have no price is a thin line, and its file counts them", () => {
  const both = curves(series("plan", [100, 100, 100]), series("adhoc", [0, 0, 50], [0, 0, 50], [0, 1, 2]));
  const widths = all(curvesDrawing(both, "USD", ["plan", "adhoc"], "wide").shapes)
    .filter(({ attributes }) => String(attributes["class"]).startsWith("line"))
    .map(({ attributes }) => [attributes["class"], attributes["stroke-width"]]);
  assert.deepEqual(widths, [["line look-0", 2.25], ["line look-1", 1], ["line look-1", 2.25]]);
  assert.ok(curvesLegend(both, ["plan", "adhoc"], false).some(({ words }) => words.startsWith("Thin: some requests have no stated price")));
  assert.deepEqual(curvesFile(both, "USD", ABOUT).split("\r\n").slice(9, 12), [
    'Requests of Basic,"plan, best possible (USD)","plan, best possible, requests by agreement","plan, as requests come (USD)","plan, as requests come, requests by agreement","adhoc, best possible (USD)","adhoc, best possible, requests by agreement","adhoc, as requests come (USD)","adhoc, as requests come, requests by agreement",Comes first',
    "0,1.00,0,1.00,0,0.00,0,0.00,0,adhoc",
    "1,1.00,0,1.00,0,0.00,1,0.00,1,plan",
  ]);
});

test("the map's file counts requests without a price where they decide", () => {
  const file = mapFile({ ...MAP, by_agreement: [[0, 1, 0], [2, 0, 0]], by_money: false }, "USD", ABOUT).split("\r\n");
  assert.equal(file[0], '"Made & up: the option that comes first, by number of requests"');
  assert.deepEqual(file.slice(9, 12), [
    "Requests of Basic,Requests of Development,Option that comes first,Total (USD),Requests by agreement,Others at the same total",
    "0,0,Ad hoc,0.00,0,",
    '1,0,Ad hoc,70.50,1,"The ""big"", one"',
  ]);
});

test("text in a file is never a formula, numbers stay numbers", () => {
  assert.equal(csvFile([["=1+1", -5, "+a,b", "line\nbreak"]]), "'=1+1,-5,\"'+a,b\",\"line\nbreak\"\r\n");
});

/** What is not well-formed in elements, attributes and entities; enough XML for what we write. */
function faultsOf(file: string): string[] {
  const faults: string[] = [];
  const open: string[] = [];
  let roots = 0;
  const body = file.replace(/^<\?xml [^?]*\?>\s*/, "");
  const text = body.replace(/<(\/?)([a-zA-Z][\w:-]*)((?:\s+[\w:-]+="[^"<]*")*)\s*(\/?)>/g, (_, closes: string, name: string, attributes: string, empty: string) => {
    const names = [...attributes.matchAll(/([\w:-]+)="/g)].map(([, key]) => key);
    if (new Set(names).size < names.length) faults.push(`twice the same attribute in ${name}`);
    if (/&(?!(amp|lt|gt|quot);)/.test(attributes)) faults.push(`a bare & in ${name}`);
    if (closes) {
      if (open.pop() !== name) faults.push(`${name} closes something else`);
    } else {
      if (open.length === 0) roots += 1;
      if (!empty) open.push(name);
    }
    return "";
  });
  if (/[<>]|&(?!(amp|lt|gt|quot);)/.test(text)) faults.push("a bare character");
  if (open.length > 0) faults.push(`${open.join()} stays open`);
  if (roots !== 1) faults.push(`${roots} roots`);
  return faults;
}

test("a chain is named with its plans at one's own numbers, and stays any chain elsewhere", () => {
  const options = [{ id: "adhoc", name: "Ad hoc" }, { id: "chain", name: "A chain of plans" }];
  const map = { ...MAP, options, chain: "Small, then ad hoc" };
  assert.equal(readCell(map, map.here)?.chain, "Small, then ad hoc");
  assert.equal(readCell(map, { row: 1, column: 1 })?.chain, undefined);
  assert.equal(readCell({ ...map, here: { row: 0, column: 0 } }, { row: 0, column: 0 })?.chain, undefined);
  const words = "A chain of plans (with your numbers: Small, then ad hoc)";
  const drawn = { ...curves({ ...series("chain", [1]), name: "A chain of plans" }), chain: map.chain };
  assert.deepEqual([mapLegend(map, ["adhoc", "chain"], "x", false)[1]?.words, curvesLegend(drawn, ["chain"], false)[0]?.words], [words, words]);
  assert.match(mapFile(map, "USD", ABOUT), /2,1,A chain of plans,100\.00/);
  const drawing = mapDrawing(map, ["adhoc", "chain"], "narrow", "x");
  const file = standalone({ title: "A", drawing, legend: mapLegend(map, ["adhoc", "chain"], "x", false), sentences: [], source: "S" });
  assert.deepEqual(faultsOf(file), []);
  assert.match(file, />A chain of plans \(with your<\/text>/);
});

test("of requests that are past, legends and files say what would have been", () => {
  const past = { ...ABOUT, over: true };
  const both = curves(series("a", [1, 2]), series("b", [1, 2], [1, 3]));
  assert.deepEqual(
    [...mapLegend(MAP, ORDER, "x", true), ...curvesLegend(both, ["a", "b"], true)].map(({ words }) => words).filter((words) => words.includes("would")),
    ["Another option would have cost the same here", "b, its quota spent as requests came: where that would have cost more"],
  );
  const map = mapFile(MAP, "USD", past).split("\r\n");
  assert.equal(map[0], '"Made & up: the option that would have cost least, by number of requests"');
  assert.match(map[9] ?? "", /,Option that would have cost least,Total \(USD\),Others at the same total$/);
  assert.match(mapFile({ ...MAP, by_money: false }, "USD", past), /^"Made & up: the option that would have come first, .*\r\n.*,Option that would have come first,/s);
  const lines = curvesFile(both, "USD", past).split("\r\n");
  assert.match(lines[0] ?? "", /: what each option would have cost, by number of requests/);
  assert.match(lines[9] ?? "", /"b, best possible \(USD\)","b, as requests came \(USD\)",Would have cost least$/);
});

test("the map in words says which other option costs the same", () => {
  const cells = [[0, 0, 1], [0, 0, 1]];
  assert.deepEqual(mapRuns({ cells, ties: [[1, 1, 1]] }), [
    { first: 0, last: 0, runs: [{ value: 0, first: 0, last: 1 }, { value: 1, first: 2, last: 2 }] },
    { first: 1, last: 1, runs: [{ value: 0, first: 0, last: 0 }, { value: 0, first: 1, last: 1, tied: [1] }, { value: 1, first: 2, last: 2 }] },
  ]);
  assert.equal(words.run("A", "Ad hoc only", words.numbersTied("10 to 30", [{ name: "Advanced" }], false)), "A (Ad hoc only) 10 to 30 (Advanced costs the same)");
  assert.equal(words.cellTied([{ name: "Advanced" }, { name: "A chain of plans" }], true), "; Advanced and A chain of plans would have cost the same");
  assert.equal(words.cellTied([], false), "");
});
