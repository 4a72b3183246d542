/** Words of the notes on unclear terms, and of the vendor's lines. */
import { list } from "./grammar.ts";

/** `line 36`, `lines 36–38` or `lines 24 and 36`: short, for cells and lists. */
export function lines(numbers: readonly number[]): string {
  const sorted = [...new Set(numbers)].sort((a, b) => a - b);
  const [first = 0] = sorted;
  const last = sorted.at(-1) ?? first;
  if (sorted.length === 1) return `line ${first}`;
  if (last - first === sorted.length - 1) return `lines ${first}–${last}`;
  return `lines ${list(sorted.map(String))}`;
}

export const linesOfTerms = (numbers: readonly number[]) => `${lines(numbers)} of the vendor’s terms`;
export const markLabel = (number: number) => `note ${number}`;

export const readingsTitle = "Notes on unclear terms";
export const readingsLead =
  "Where the vendor’s terms leave something open, we had to choose. Each note gives the question, our choice and the reason.";
export const readingChosen = "Our reading:";
export const readingWhy = "Why:";
export const readingOther = "Not chosen:";
/** As the readings of the catalogue say it in the middle of a sentence. */
export const askUs = "ask us";
export const readingUsed = "Used in:";
