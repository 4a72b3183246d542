/** The countries offered are those that the server takes. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { COUNTRIES, countryNames } from "../src/lib/countries.ts";

test("the list equals the server's", () => {
  const source = readFileSync(new URL("../../backend/plandesk/domain/countries.py", import.meta.url), "utf8");
  const [, codes = ""] = /_CODES: Final = """([^"]+)"""/.exec(source) ?? [];
  assert.deepEqual(COUNTRIES, codes.trim().split(/\s+/));
});

test("every country has a name, in the order of the names", () => {
  const names = countryNames();
  assert.equal(names.length, 249);
  assert.equal(names[0]?.[1], "Afghanistan");
  assert.ok(names.every(([code, name]) => name !== code));
});
