/** Calendar dates stay on their day, wherever the reader is. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { formatDate, formatLastCoveredDay, formatMoment } from "../src/lib/dates.ts";

test("a date is written on its own day in every time zone", () => {
  for (const zone of ["Pacific/Kiritimati", "Pacific/Niue", "UTC"]) {
    process.env["TZ"] = zone;
    assert.equal(formatDate("2026-12-31"), "31 December 2026");
  }
});

test("a term is told by its last covered day", () => {
  assert.equal(formatLastCoveredDay({ last_covered_day: "2027-02-28" }), "28 February 2027");
});

test("a moment names its time zone", () => {
  assert.equal(formatMoment("2026-12-31T23:05:00Z", "UTC"), "31 December 2026 at 23:05 UTC");
});
