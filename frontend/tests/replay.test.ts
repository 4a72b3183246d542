/** What a replay says of tickets, by their lines in the file. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { sentQuestion } from "../src/state/advice.ts";
import type { AdviceFacts } from "../src/state/adviceFacts.ts";
import { replayed } from "../src/state/adviceTickets.ts";
import { beyondCounts, beyondIn, beyondOf, capDays } from "../src/state/replay.ts";
import type { Replayed } from "../src/api/advice.ts";
import type { Ticket } from "../src/state/tickets.ts";
import { tickets as text } from "../src/text/en.ts";

const level = (id: string): AdviceFacts["levels"][number] => {
  const unsaid = { value: null, lines: [], readings: [], family: false };
  return { id, name: id, definition: unsaid, examples: unsaid };
};
const facts: AdviceFacts = { families: [], levels: ["raft", "deck"].map(level), pools: [], readings: [], plans: {} };

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

test("tickets that are beyond quota in one reckoning only are told apart and counted", () => {
  const replayed: Replayed = { id: "softswitch.standard", beyond: [[2, ["month_requests"]], [1, []]], caps: [], best_beyond: [0, 1] };
  const beyond = beyondOf(replayed, tickets);
  assert.deepEqual(beyond.map(beyondIn), ["best", "both", "came"]);
  assert.deepEqual(beyondCounts(beyond), { both: 1, came: 1, best: 1 });
  assert.match(text.beyondSums(3, 2, 1), /^Of these 6 tickets, 3 are beyond quota either way, 2 only as they came, and 1 only at best,/);
  assert.match(text.beyondSums(0, 0, 1), /^Of these 1 ticket, none are/);
});

test("the days of a cap stand together, each once and in order", () => {
  const reached = (scope: "month" | "period", on: string, term = 1) => ({ pool: "l12", scope, of: "requests" as const, term, on });
  assert.deepEqual(capDays([reached("month", "2025-03-02"), reached("period", "2025-02-01"), reached("month", "2025-01-05"), reached("month", "2025-01-05", 2)]), [
    { pool: "l12", cap: "month_requests", days: ["2025-01-05", "2025-03-02"] },
    { pool: "l12", cap: "period_requests", days: ["2025-02-01"] },
  ]);
});

test("numbers are all that is sent of a file", () => {
  const told: Ticket[] = [
    { line: 2, on: "2025-01-01", level: "raft", quarters: 1 },
    { line: 3, on: "2025-03-30", level: "deck", quarters: 6 },
    { line: 4, on: "2025-12-31", level: "raft", quarters: 2 },
  ];
  const question = replayed({ family: "boat", needs: { services: [], critical: 0, maintenance: 0 } }, told, { start: "2025-01-01", months: 12 }, null);
  const { start, months, workload } = sentQuestion(question, facts, ["replay"]);
  assert.deepEqual([start, months], ["2025-01-01", 12]);
  assert.deepEqual(workload, {
    kind: "requests",
    requests: [
      [0, 0, 1],
      [88, 1, 6],
      [364, 0, 2],
    ],
  });
});
