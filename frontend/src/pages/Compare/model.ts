/** The comparison as plain data, and what the browser works out from it: what is shown, hidden and said. */
import { readList, writeQuery } from "../../lib/address.ts";
import { compare as t } from "../../text/en.ts";

export type State = "yes" | "no" | "unknown" | "none" | "fact";

/** What one cell says; `text` has one part per line, and two cells agree when their texts do. */
export interface Cell {
  text: string[];
  state: State;
}

/** What one row says, its cells in the order of the columns. */
export interface Row {
  label: string;
  /** Begins the sentence of a difference; the label where it is missing. */
  says?: string | undefined;
  /** Ends the sentence of a difference between counts. */
  of?: string | undefined;
  cells: Cell[];
}

export interface Column {
  /** How the address names the plan. */
  key: string;
  name: string;
  /** Set when plans of several families stand together. */
  family: string | null;
}

/** What the controls need; the rows are read from the table itself. */
export interface ComparisonData {
  columns: Column[];
  /** Keys shown when the address names none. */
  usual: string[];
  /** Begins the full id of every plan where all are of one family; an address may name plans by either. */
  prefix: string;
}

/** Everything the address says about a comparison. */
export interface View {
  plans: string[];
  words: [string, string];
  diff: boolean;
  lines: boolean;
}

export const FEWEST = 2;
export const MOST = 5;

/** The view an address asks for, and one sentence for each thing in it that could not be followed. */
export function readView(search: string, { columns, usual, prefix }: ComparisonData): { view: View; faults: string[] } {
  const query = new URLSearchParams(search);
  const faults: string[] = [];
  const keys = (name: string) => readList(query, name)?.map((key) => (key.startsWith(prefix) ? key.slice(prefix.length) : key));
  const asked = keys("plans");
  let plans = known(columns, asked ?? usual);
  if (asked) {
    const unknown = asked.filter((key) => !plans.includes(key));
    if (unknown.length) faults.push(t.unknownPlans(unknown));
    if (plans.length < FEWEST) {
      faults.push(t.tooFew);
      plans = known(columns, usual);
    } else if (plans.length > MOST) {
      faults.push(t.tooMany);
      plans = known(columns, asked.filter((key) => plans.includes(key)).slice(0, MOST));
    }
  }
  const words = keys("words");
  const pair = words?.filter((key) => plans.includes(key)) ?? [];
  const understood = pair.length === 2 && words?.length === 2;
  if (words && !understood) faults.push(t.badWords);
  const readSwitch = (name: string): boolean => {
    const value = query.get(name);
    if (value && value !== "0" && value !== "1") faults.push(t.badSwitch(name, value));
    return value === "1";
  };
  const view = { plans, words: understood ? (pair as [string, string]) : usualWords(plans), diff: readSwitch("diff"), lines: readSwitch("lines") };
  return { view, faults };
}

/** The query that restores a view; the usual view needs none. */
export function writeView({ plans, words, diff, lines }: View, { usual, columns }: ComparisonData): string {
  const said = (keys: string[], standard: string[]) => (keys.join() === standard.join() ? [] : keys);
  return writeQuery({ plans: said(plans, known(columns, usual)), words: said(words, usualWords(plans)), diff, lines });
}

/** A view with other plans, its two plans in words kept where both are still shown. */
export function withPlans(view: View, plans: string[]): View {
  return { ...view, plans, words: view.words.every((key) => plans.includes(key)) ? view.words : usualWords(plans) };
}

/** The columns a view shows, by index. */
export function shownColumns({ columns }: ComparisonData, { plans }: View): number[] {
  return columns.flatMap(({ key }, index) => (plans.includes(key) ? [index] : []));
}

/** The keys that name columns, in the order of the columns. */
export function known(columns: Column[], keys: string[]): string[] {
  return columns.filter(({ key }) => keys.includes(key)).map(({ key }) => key);
}

/** True when every shown plan says the same in this row. */
export function agrees(row: Row, shown: number[]): boolean {
  return new Set(shown.map((index) => says(row.cells[index]))).size < 2;
}

/** One sentence for every difference between two columns, told as a step from the first to the second. */
export function differences(rows: Row[], { columns }: ComparisonData, [before, next]: [string, string]): string[] {
  const index = (key: string) => columns.findIndex((column) => column.key === key);
  const other = planLabel(columns, before);
  return rows.flatMap((row) => {
    const [a, b] = [row.cells[index(before)], row.cells[index(next)]];
    return a && b && says(a) !== says(b) ? sentences(row, a, b, other) : [];
  });
}

/** A plan's name, with its family where plans of several stand together. */
export function planLabel(columns: Column[], key: string): string {
  const column = columns.find((candidate) => candidate.key === key);
  return column?.family ? t.ofFamily(column.name, column.family) : (column?.name ?? key);
}

/** The last two plans shown are the usual step: the dearer ones, between which people hesitate. */
function usualWords(plans: string[]): [string, string] {
  return plans.slice(-2) as [string, string];
}

function says(cell: Cell | undefined): string {
  return cell?.text.join(", ") ?? "";
}

function sentences(row: Row, a: Cell, b: Cell, other: string): string[] {
  const label = row.says ?? `${row.label}:`;
  if (a.state === "unknown") return [t.gained(label, says(b), other)];
  if (b.state === "unknown") return [t.lost(row.label, says(a), other)];
  const { of } = row;
  const counts = [...b.text.keys()].map((part) => [count(a.text[part]), count(b.text[part])] as const);
  if (of && counts.every(([x, y]) => x && y)) {
    return counts.flatMap(([x, y]) => {
      if (!x || !y || x[0] === y[0]) return [];
      // A noun said once would be wrong for the one or the other: 2 hours, but 1 hour.
      return [t.insteadCount(x[1] === y[1] ? y[0] : y.join(" "), x.join(" "), of)];
    });
  }
  return [t.instead(label, says(b), says(a))];
}

/** `20 requests` as its figure and its noun. */
function count(text: string | undefined): [string, string] | null {
  const match = /^(\d+) (.+)$/.exec(text ?? "");
  return match?.[1] && match[2] ? [match[1], match[2]] : null;
}
