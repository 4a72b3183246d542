/** How cover stands: what is suspended, and in which words a plan that is over is told. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { TermState } from "../src/api/installations.ts";
import { suspendedTerm } from "../src/state/cover.ts";
import { extend } from "../src/text/en.ts";

const term = (state: TermState, suspended_on: string | null) => ({ id: state, state, suspended_on });

test("the running term that is suspended is found, and none that is over or not yet", () => {
  assert.equal(suspendedTerm([term("ended", "2026-01-01"), term("suspended", "2026-11-20")])?.suspended_on, "2026-11-20");
  for (const state of ["active", "revoked", "lapsed", "queued"] as const) assert.equal(suspendedTerm([term(state, "2026-11-20")]), null);
});

test("nobody is told to have a plan that is over", () => {
  assert.equal(extend.relation("same", false), "the plan you have");
  assert.equal(extend.relation("same", true), "the plan you had");
  assert.equal(extend.relation("higher", true), extend.relation("higher", false));
});
