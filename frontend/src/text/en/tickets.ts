/** Words of replaying last year's tickets: the file, how it is read, and what the plans would have covered. */
import type { FaultKind } from "../../state/tickets.ts";
import { list } from "./common.ts";
import { counted, number } from "./common/numbers.ts";
import { months as span } from "./common/units.ts";

export { number };
const tickets = (count: number) => counted(count, "ticket", "tickets");
const rows = (count: number) => counted(count, "row", "rows");

export const file = "Your tickets as a CSV file";
export const fileHint = (most: number) =>
  `One row a ticket, with its date, its level and its hours; at most ${number(most)} of them. The file is read by your browser and stays on your device: only days, levels and quarters of an hour are sent, as numbers.`;
export const reading = "Reading the file …";
export const readSoFar = (done: number, total: number) => `${megabytes(done)} of ${megabytes(total)} MB`;
export const read = (count: number, name: string, header: boolean) =>
  `${rows(count)} of ${name} ${count === 1 ? "was" : "were"} read${header ? ", below the one that names the columns" : ""}.`;
export const fileFaults = {
  unreadable: "Your browser could not read this file. Choose it again.",
  spreadsheet: "This is a spreadsheet. Save it as CSV in your spreadsheet program, then choose that file.",
  noText: "This file cannot be read as text. Save it as CSV, in UTF-8 where you are asked for an encoding, and choose it again.",
  empty: "This file holds no tickets.",
  headerOnly: "This file holds the names of columns and no tickets.",
};
export const tooLong = (most: number) => `This file is longer than ${megabytes(most)} MB. Leave out the columns that are not needed, or split it.`;
export const tooMany = (most: number) => `This file holds more than ${number(most)} tickets. Split it, for example by year.`;
const megabytes = (bytes: number) => (bytes / 1048576).toFixed(bytes >= 10485760 || bytes % 1048576 === 0 ? 0 : 1);

export const columnsTitle = "How the file is read";
export const header = "The first row names the columns";
export const delimiter = "Columns are separated by";
export const delimiters: Record<string, string> = { ",": "a comma", ";": "a semicolon", "\t": "a tab", "|": "a bar" };
export const otherDelimiter = (text: string) => `“${text}”`;
export const columns = { date: "Date", level: "Level", hours: "Hours" };
export const columnHints = {
  date: "2026-05-31, 31.05.2026, 31.5.26, 31/05/2026 or 5/31/26. Of a date with a time the day is taken, as it is written.",
  level: "Levels of work are explained in the comparison of the plans.",
  hours: "1.5, 1,5, 1:30 or 90 min.",
};
export const choose = "Choose a column";
export const noColumn = "No column: all tickets are of one level";
export const column = (position: number, example: string) => (example ? `Column ${position}: ${example}` : `Column ${position}`);
export const order = "In 04/05/2026, which number is the day?";
export const orderProved = (line: number, text: string) => `Line ${line} says ${text}, which can be read in one way only.`;
export const orderOpen = "No date of the file tells, so please say it.";
export const orderTorn = "The file has dates of both kinds. Those that do not fit what you choose are listed as bad rows.";
export const chooseOrder = "Choose one";
export const orders = { day: "The first: 4 May 2026", month: "The second: April 5, 2026" };
export const unit = "Plain numbers of this column are";
export const units = { hours: "hours", minutes: "minutes", seconds: "seconds" };
export const rounding = "Every ticket counts in quarters of an hour, and a quarter that has begun counts as a whole one: 1:20 is an hour and a half.";

export const levelsTitle = "Which level each value is";
export const levelsLead = "These are the values of the column, as the file writes them.";
export const value = (text: string, count: number) => `${text ? `“${text}”` : "Empty"} (${tickets(count)})`;
export const allTickets = (count: number) => (count === 1 ? "The ticket" : `All ${tickets(count)}`);
export const chooseLevel = "Choose a level";
export const leaveOut = "Leave these tickets out";
export const manyValues = (count: number, most: number) => `This column holds ${number(count)} different values, more than ${most}. Is it the one of levels?`;

export const preview = "The first rows as they are read";
export const previewed = { line: "Line", date: "Date", level: "Level", hours: "Length" };
export const became = (text: string, read: string) => `${text} → ${read}`;
export const notRead = "not readable";
export const notChosen = "level not chosen yet";
export const orderNotChosen = "which number is the day is not chosen yet";
export const isLeftOut = "left out";

export const horizonTitle = "Which months are replayed";
export const start = "First day";
export const startHint = "Proposed is the first day of a month: that of the first ticket, or where the file is of more than three years, that of the first of the tickets that are replayed. Every month begins on that day of the month.";
export const months = "How long";
/** Of tickets that do not fit into the longest time there is. */
export const newestProposed = (longest: number, months: number) =>
  `The file’s tickets span more than ${span(longest)}, the longest time that can be replayed. Proposed ${months > 12 ? `are the newest ${span(months)}` : "is the newest year"} with many tickets.`;
export const otherDay = (line: number, day: string, toCome: boolean) => `1 row is of another day: line ${line}, ${day}${toCome ? ", which is to come" : ""}.`;
export const otherDays = (count: number, toCome: number) => `${rows(count)} are of other days${toCome ? `, ${number(toCome)} of them to come` : ""}.`;

/** `otherDays` is null where none is. */
export const ready = (good: number, bad: number, otherDays: string | null, leftOut: number) => {
  const left = leftOut ? [`${tickets(leftOut)} ${leftOut === 1 ? "is" : "are"} left out, as you chose`] : [];
  const cannot = bad ? [`${rows(bad)} cannot`] : [];
  const not = [...cannot, ...left];
  const all = good === 1 ? "The ticket" : `All ${tickets(good)}`;
  const told = `${[`${not.length || otherDays ? tickets(good) : all} can be replayed`, ...not].join(", ")}.`;
  return otherDays ? `${told} ${otherDays}` : told;
};
export const badTitle = (bad: number, outside: number) =>
  outside === 0 ? "Rows that cannot be replayed" : bad === 0 ? "Rows of other days" : "Rows that cannot be replayed, or are of other days";
export const badCaption = "Each with its line in the file";
export const badColumns = { line: "Line", why: "What is wrong", leftOut: "Why it is left out" };
export const leftOutTitle = (count: number) => `Left out by ${count === 1 ? "its" : "their"} level: ${tickets(count)}`;
export const leftOutCaption = "Each ticket left out, with its line in the file";
export const lines = (first: number, last: number) => (first === last ? `${first}` : `${first} to ${last}`);
export const rowFaults: Record<FaultKind, (text: string) => string> = {
  broken: () => "A quotation mark is not closed as it should be.",
  noDate: () => "The date is missing.",
  badDate: (text) => `“${text}” is no date that can be read, as 2026-05-31 or 31.05.2026 would be.`,
  noHours: () => "The hours are missing.",
  badHours: (text) => `“${text}” is no length of time that can be read, as 1.5 or 1:30 would be.`,
  zeroHours: (text) => `“${text}” says that no time was spent. A ticket needs a time above zero.`,
  manyHours: (text) => `“${text}” is more than one ticket can take. Is the unit right?`,
  noLevel: () => "The level is missing.",
  leftOut: (text) => `Its level is “${text}”, which you leave out.`,
  outside: (text) => `${text} is outside the months that are replayed.`,
  toCome: (text) => `${text} is to come.`,
};
export const confirm = (count: number) => (count === 1 ? "Leave this row out" : `Leave these ${number(count)} rows out`);
export const send = "Replay these tickets";

export const needed = {
  file: "Choose a file.",
  date: "Choose the column of dates.",
  level: "Choose the column of levels.",
  hours: "Choose the column of hours.",
  twice: "This column is chosen already.",
  order: "Say which number is the day.",
  value: (text: string) => (text ? `Choose a level for “${text}”.` : "Choose the level of these tickets."),
  start: "Enter a first day, such as 2026-01-01.",
  confirm: "Say that the rows listed may be left out, or correct them in the file.",
  tickets: "No ticket is left to be replayed.",
};

/** From so many on, nobody should wonder whether it still works. */
const MANY = 1000;
const patience = (count: number) => (count >= MANY ? " So many take some seconds, on a busy server up to a minute." : "");
export const workingTotals = (count: number) =>
  `1 of 2: what ${tickets(count)} would have cost with every plan, and without one …${patience(count)}`;
export const workingEach = (count: number) => `2 of 2: which of ${tickets(count)} each choice would not have covered, and when …${patience(count)}`;
export const stop = "Stop";

export const answerTitle = "Your tickets, replayed";
export const answerLead = (count: number, first: string, last: string, over: boolean) =>
  `What ${count === 1 ? "the ticket" : tickets(count)} ${first === last ? `of ${first}` : `from ${first} to ${last}`} ${over ? "would have cost" : "would cost"}. “As they came” spends the quota in the order of the dates; “best possible” spends it where it saves most.`;
export const summary = (over: boolean) => `What each choice ${over ? "would have cost" : "would cost"}`;
export const answerColumns = { option: "Choice", best: "Best possible", came: "As they came", beyond: "Beyond quota as they came", bestBeyond: "Beyond quota at best" };
export const byAgreement = (total: string, count: number) => `${total} and ${tickets(count)} by separate agreement`;
export const noPlan = "Without a plan no ticket is within a quota: each is paid by incidents.";
export const allCovered = "Every ticket would have been within the quota.";
export const capsCaption = "When each limit first refused a ticket, in every term, as they came";
export const capsColumns = { cap: "Limit", on: "First on" };
export const capOf = (pool: string, cap: string) => `${pool}: ${cap}`;
export const capNames: Record<string, string> = {
  month_requests: "requests of a month",
  month_minutes: "hours of a month",
  period_requests: "requests of the term",
  period_minutes: "hours of the term",
};
export const noQuota = "no quota for it";
export const limits = (caps: readonly string[]) => (caps.length ? list(caps) : noQuota);
export const beyondBy = (limit: string) => `beyond: ${limit}`;
export const covered = "covered";
export const beyond = "beyond";
export const ticketsOf = (name: string) => `Tickets beyond quota, as they came or at best: ${name}`;
export const beyondTitle = (name: string, came: number, best: number) => `${name}: ${tickets(came)} beyond quota as they came, ${number(best)} at best`;
/** How many tickets the list holds, and in which reckoning each is beyond quota. */
export const beyondSums = (both: number, came: number, best: number) => {
  const count = both + came + best;
  const listed = count === 1 ? "Listed is the ticket that is beyond quota as they came or at best" : `Listed are the ${tickets(count)} that are beyond quota as they came or at best`;
  const parts = [
    ...(both ? [`${number(both)} either way`] : []),
    ...(came ? [`${number(came)} only as they came`] : []),
    ...(best ? [`${number(best)} only at best, which keeps quota for tickets that save more`] : []),
  ];
  return `${listed}: ${list(parts)}.`;
};
export const beyondIn = { both: "either way", came: "only as they came", best: "only at best" };
export const withoutPlanTitle = (name: string, count: number) => `${name}: ${tickets(count)}, ${count === 1 ? "" : "each "}paid by incident`;
export const beyondColumns = { line: "Line", date: "Date", level: "Level", hours: "Length", which: "Beyond quota", limits: "Limit, as they came" };
export const save = (name: string) => `Save as CSV: ${name}`;
export const fileName = (id: string) => `beyond-quota-${id}.csv`;
export const fileColumns = ["line", "date", "level", "hours", "as they came", "best possible"];

export const page = (first: number, last: number, count: number) => `${number(first)} to ${number(last)} of ${number(count)}`;
export const printed = (first: number, last: number, count: number) => `Printed are rows ${page(first, last, count)}.`;
export const allInFile = "The CSV file holds all of them.";
export const previous = "Previous 100";
export const next = "Next 100";
export const pages = (what: string) => `Pages: ${what}`;
