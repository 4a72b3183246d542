/** Words of the coverage timeline. */
import type { Lane, TermState } from "../../api/installations.ts";
import { plural } from "./common/grammar.ts";

export const today = "Today";
export const asTable = "Show as a table";
export const noTable = "Hide the table";
export const caption = (name: string, day: string) => `Cover of ${name}, seen on ${day}`;
export const lane = "Lane";
export const what = "What";
export const firstDay = "First day";
export const lastDay = "Last day";
export const days = "Days";
export const covered = "covered";
export const nothing = "no days";
export const span = (first: string, last: string) => `${first} to ${last}`;
export const until = (day: string) => `until ${day}`;
export const from = (day: string) => `from ${day}`;
export const ended = (day: string) => `ended ${day}`;
export const never = "none";
export const gap = (lane: Lane) => `no ${laneWord[lane]}`;
export const gapSentence = (lane: Lane, span: string, count: number) =>
  `No ${laneWord[lane]} ${span}, ${plural(count, "day", "days")}`;
/** A gap that has not ended yet. */
export const missing = (first: string, days: number) => `none since ${first}, ${plural(days, "day", "days")} so far`;
export const openGap = (lane: Lane, first: string, days: number) =>
  `No ${laneWord[lane]} since ${first}, ${plural(days, "day", "days")} so far`;
export const stillOpen = "still open";
export const soFar = (days: number) => `${days} so far`;
export const termWords = (name: string, state: string) => `${name}, ${state}`;

const laneWord: Record<Lane, string> = {
  support: "support",
  maintenance_upgrades: "maintenance upgrades",
  critical_updates: "critical updates",
};

/** How a term stands, beside its name. */
export const stateWord: Record<TermState | "new", string> = {
  queued: "begins later",
  active: "in force",
  suspended: "suspended",
  grace: "ended, grace days run",
  lapsed: "lapsed",
  ended: "ended",
  closed_by_upgrade: "closed by an upgrade",
  closed_by_start_today: "closed by a new term",
  revoked: "taken back",
  new: "new",
};
