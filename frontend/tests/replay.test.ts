/** What a replay says of tickets, by their lines in the file. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { beyondOf, capDays } from "../src/state/replay.ts";
import type { Replayed } from "../src/api/advice.ts";
import type { Ticket } from "../src/state/tickets.ts";

const tickets = [12, 7, 3].map((line): Ticket => ({ line, on: "2025-01-01", level: "l2", quarters: 4 }));

test("a ticket is beyond quota as they came, at best, or both, and is told by its line", () => {
  const replayed: Replayed = { id: "softswitch.standard", beyond: [[2, ["month_requests"]], [1, []]], caps: [], best_beyond: [0, 1] };
  assert.deepEqual(
    beyondOf(replayed, tickets).map(({ ticket: { line }, came, best }) => [line, came, best]),
    [
      [12, null, true],
      [7, [], true],
      [3, ["month_requests"], false],
    ],
  );
});

test("the days of a cap stand together, each once and in order", () => {
  const reached = (scope: "month" | "period", on: string, term = 1) => ({ pool: "l12", scope, of: "requests" as const, term, on });
  assert.deepEqual(capDays([reached("month", "2025-03-02"), reached("period", "2025-02-01"), reached("month", "2025-01-05"), reached("month", "2025-01-05", 2)]), [
    { pool: "l12", cap: "month_requests", days: ["2025-01-05", "2025-03-02"] },
    { pool: "l12", cap: "period_requests", days: ["2025-02-01"] },
  ]);
});
