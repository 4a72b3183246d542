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
  assert.equal(
    text.beyondSums(3, 2, 1),
    "Listed are the 6 tickets that are beyond quota as they came or at best: 3 either way, 2 only as they came and 1 only at best, which keeps quota for tickets that save more.",
  );
  assert.equal(text.beyondSums(0, 2, 0), "Listed are the 2 tickets that are beyond quota as they came or at best: 2 only as they came.");
  assert.match(text.beyondSums(0, 0, 1), /^Listed is the ticket that is beyond quota as they came or at best: 1 only at best,/);
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

test("what can be replayed is told of one as of many, and of a single other day which", () => {
  assert.equal(text.ready(1, 0, null, 0), "The ticket can be replayed.");
  assert.equal(text.ready(40, 0, null, 0), "All 40 tickets can be replayed.");
  assert.equal(text.ready(1, 2, null, 1), "1 ticket can be replayed, 2 rows cannot, 1 ticket is left out, as you chose.");
  assert.equal(text.ready(40, 0, text.otherDay(41, "4 March 2062", true), 0), "40 tickets can be replayed. 1 row is of another day: line 41, 4 March 2062, which is to come.");
  assert.equal(text.otherDays(3, 0), "3 rows are of other days.");
  assert.equal(text.otherDays(3, 1), "3 rows are of other days, 1 of them to come.");
  assert.match(text.newestProposed(36, 12), /more than 3 years, .* Proposed is the newest year with many tickets\.$/);
  assert.match(text.newestProposed(36, 24), /Proposed are the newest 2 years with many tickets\.$/);
});
