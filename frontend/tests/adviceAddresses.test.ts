/** The page reads the address of an advice as the server does, which takes one into a quote: one table holds both. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { type Question, readAdvice, writeAdvice } from "../src/state/advice.ts";
import type { AdviceFacts } from "../src/state/adviceFacts.ts";

interface Row {
  case: string;
  query: string;
  question?: Question;
  faults?: string[];
}

interface Plans {
  families: { id: string; name: string }[];
  levels: AdviceFacts["levels"];
  pools: AdviceFacts["pools"];
  features: { id: string; name: string }[];
}

const read = <T>(path: string): T => JSON.parse(readFileSync(new URL(`../../${path}`, import.meta.url)).toString()) as T;
const { families, levels, pools, features } = read<Plans>("plans.json");
const facts: AdviceFacts = {
  families: families.map(({ id, name }) => ({ id, name, services: features.map((each) => ({ ...each, asked: true })), critical: true, maintenance: true })),
  levels,
  pools,
  readings: [],
  plans: {},
};

for (const { case: name, query, question, faults = [] } of read<{ rows: Row[] }>("tests/golden/advice_addresses.json").rows) {
  test(name, () => {
    const found = readAdvice(`?${query}`, facts);
    assert.equal(found.faults.length, faults.length, found.faults.join(" "));
    if (!question) return;
    assert.deepEqual(found.question, question);
    assert.ok(found.asked);
    assert.deepEqual(readAdvice(writeAdvice(question), facts).question, question);
  });
}
