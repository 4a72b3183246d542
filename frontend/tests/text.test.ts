/** No sentence stands outside `src/text`: a second language is a second file there, and nothing else. */
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import ts from "typescript";
import * as advice from "../src/text/en/advice.ts";

const SOURCES = new URL("../src/", import.meta.url);

/** Files that write markup, hold codes or talk to developers only. */
const MACHINERY = new Set(["api/schema.d.ts", "lib/countries.ts", "prerender/document.ts", "prerender/prerender.ts"]);

/** Attributes that people read or hear. */
const SPOKEN = new Set(["alt", "aria-description", "aria-label", "label", "placeholder", "title"]);

/** Attributes whose words are for the browser. */
const TECHNICAL = new Set(["autocomplete", "class", "content", "d", "rel", "viewBox"]);

function sentences(name: string, code: string): string[] {
  const found: string[] = [];
  const source = ts.createSourceFile(name, code, ts.ScriptTarget.Latest, true, name.endsWith("x") ? ts.ScriptKind.TSX : ts.ScriptKind.TS);
  const visit = (node: ts.Node): void => {
    if (ts.isThrowStatement(node)) return; // Read by developers in the console.
    if (ts.isJsxText(node) && /\p{L}/u.test(node.text)) found.push(node.text.trim());
    if (ts.isStringLiteralLike(node) || ts.isTemplateHead(node) || ts.isTemplateMiddle(node) || ts.isTemplateTail(node)) {
      if (isSentence(node)) found.push(node.text);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

function isSentence(node: ts.Node & { text: string }): boolean {
  let holder: ts.Node = node;
  while (holder.parent && !ts.isJsxAttribute(holder) && !ts.isBlock(holder) && !ts.isSourceFile(holder)) holder = holder.parent;
  const attribute = ts.isJsxAttribute(holder) ? holder.name.getText() : "";
  if (TECHNICAL.has(attribute)) return false;
  if (SPOKEN.has(attribute)) return /\p{L}/u.test(node.text);
  return /\p{L}{2,}[,.:;]? \p{L}{2,}/u.test(node.text) && !node.text.includes("<");
}

test("the check itself finds sentences", () => {
  assert.deepEqual(sentences("a.tsx", "const a = <p>Hello</p>;"), ["Hello"]);
  assert.deepEqual(sentences("a.tsx", 'const a = <input placeholder="Name" />;'), ["Name"]);
  assert.deepEqual(sentences("a.ts", 'const a = "Two words";'), ["Two words"]);
  assert.deepEqual(sentences("a.ts", "const a = `It costs ${b} a month`;"), ["It costs "]);
  assert.deepEqual(sentences("a.tsx", 'const a = <p class="two words">{t.title}</p>;'), []);
});

test("no sentence stands outside src/text", () => {
  const files = readdirSync(SOURCES, { recursive: true, encoding: "utf8" }).filter(
    (file) => /\.tsx?$/.test(file) && !file.startsWith("text/") && !MACHINERY.has(file),
  );
  assert.ok(files.length > 10);
  const found = files.flatMap((file) => sentences(file, readFileSync(new URL(file, SOURCES), "utf8")).map((text) => `${file}: ${text}`));
  assert.deepEqual(found, []);
});

/** What people read of a file: its text and the fixed parts of its templates. */
function literals(name: string, code: string): string[] {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isStringLiteralLike(node) || ts.isTemplateHead(node) || ts.isTemplateMiddle(node) || ts.isTemplateTail(node)) found.push(node.text);
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(name, code, ts.ScriptTarget.Latest));
  return found;
}

test("apostrophes are the printer’s, not the typewriter’s", () => {
  const straight = /\p{L}'\p{L}/u;
  assert.deepEqual(literals("a.ts", "const a = `the plan's ${b}`;").filter((text) => straight.test(text)), ["the plan's "]);
  const files = readdirSync(new URL("text/", SOURCES), { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".ts"));
  const found = files.flatMap((file) => literals(file, readFileSync(new URL(`text/${file}`, SOURCES), "utf8")).filter((text) => straight.test(text)));
  assert.deepEqual(found, []);
});

test("numbers of advice have their thousands apart, as the server’s sentences have", () => {
  assert.equal(advice.between(3342, "1 January 2025", "3 March 2025"), "3,342 from 1 January 2025 to 3 March 2025");
  assert.equal(advice.between(1, "5 March 2025", "5 March 2025"), "1 on 5 March 2025");
  assert.equal(advice.everyMonth(1000), "1,000 every month");
  assert.equal(advice.spent(1200, 75_000), "1,200 (1,250 hours)");
  assert.deepEqual([advice.spent(0, 480), advice.spent(3, 0), advice.spent(0, 0)], ["no request, 8 hours", "3 (no time)", "none"]);
  assert.equal(advice.given("Dedicated support", { requests: 80, minutes: 3000 }, "none"), "Dedicated support gives 80 requests (50 hours). Used at best: none.");
  assert.equal(advice.incidentsOf(1999, "Level 1"), "1,999 incidents of Level 1");
});
