/** Reading a chosen file of tickets in the browser: how far it is, what was wrong, and its rows. */
import { useRef, useState } from "preact/hooks";
import type { Level } from "../../api/catalogue.ts";
import type { Row } from "../../lib/table.ts";
import { bodyOf, guessReading, LONGEST_FILE, MOST_TICKETS, type Reading } from "../../state/tickets.ts";
import { tickets as t } from "../../text/en.ts";

/** A file that was read, with the guess to begin from. */
export interface ReadFile {
  name: string;
  text: string;
  delimiter: string;
  rows: Row[];
  guess: Reading;
}

export type TicketFile =
  | { at: "rest" }
  | { at: "work"; done: number; total: number }
  | { at: "fault"; text: string }
  | { at: "read"; file: ReadFile };

export interface ChosenFile {
  state: TicketFile;
  /** Another number for every choice: what was said of one file is not said of the next. */
  round: number;
  choose: (file: File | undefined) => void;
  /** Cut the rows of the same file anew. */
  cut: (file: ReadFile, delimiter: string) => void;
}

export function useTicketFile(levels: readonly Level[]): ChosenFile {
  const latest = useRef(0);
  const [shown, show] = useState<{ state: TicketFile; round: number }>({ state: { at: "rest" }, round: 0 });
  /** What comes of an earlier choice is dropped. */
  const follow = (work: (tell: (state: TicketFile) => void) => Promise<TicketFile>) => {
    latest.current += 1;
    const mine = latest.current;
    const tell = (state: TicketFile) => {
      if (latest.current === mine) show({ state, round: mine });
    };
    void work(tell).then(tell);
  };
  return {
    ...shown,
    choose: (file) => follow((tell) => (file ? readFile(file, levels, tell) : Promise.resolve({ at: "rest" }))),
    cut: ({ name, text }, delimiter) => follow(() => rowsOf(name, text, delimiter, levels)),
  };
}

async function readFile(file: File, levels: readonly Level[], tell: (state: TicketFile) => void): Promise<TicketFile> {
  if (file.size > LONGEST_FILE) return { at: "fault", text: t.tooLong(LONGEST_FILE) };
  tell({ at: "work", done: 0, total: file.size });
  // Few visitors bring a file, so the reader of CSV comes when one does.
  const { guessDelimiter, NoText, readText } = await import("../../lib/table.ts");
  try {
    const text = await readText(file, (done) => tell({ at: "work", done, total: file.size }));
    return await rowsOf(file.name, text, guessDelimiter(text), levels);
  } catch (error) {
    if (error instanceof NoText) return { at: "fault", text: error.kind === "spreadsheet" ? t.fileFaults.spreadsheet : t.fileFaults.noText };
    if (error instanceof DOMException) return { at: "fault", text: t.fileFaults.unreadable };
    throw error;
  }
}

async function rowsOf(name: string, text: string, delimiter: string, levels: readonly Level[]): Promise<TicketFile> {
  const { readRows } = await import("../../lib/table.ts");
  // One for the names of the columns, and one that is too many.
  const rows = await readRows(text, delimiter, MOST_TICKETS + 2);
  const guess = guessReading(rows, levels);
  const body = bodyOf(rows, guess.header).length;
  if (rows.length === 0) return { at: "fault", text: t.fileFaults.empty };
  if (body === 0) return { at: "fault", text: t.fileFaults.headerOnly };
  if (body > MOST_TICKETS) return { at: "fault", text: t.tooMany(MOST_TICKETS) };
  return { at: "read", file: { name, text, delimiter, rows, guess } };
}
