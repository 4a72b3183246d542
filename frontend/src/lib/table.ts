/** Files of rows that people choose: their text, however it was saved, and the rows with the lines they stand on. */
import Papa from "papaparse";

/** One row. A cell may hold line ends, so a row may stand on several lines; lines are counted from 1. */
export interface Row {
  line: number;
  last: number;
  cells: string[];
  /** True where a quotation mark is not closed as it should be, so that the cells are not to be relied on. */
  broken: boolean;
}

/** A file that holds no text: a spreadsheet as its program keeps it, or anything else. */
export class NoText extends Error {
  readonly kind: "spreadsheet" | "other";

  constructor(kind: "spreadsheet" | "other") {
    super(kind);
    this.kind = kind;
  }
}

const DELIMITERS = [",", ";", "\t", "|"] as const;

const SLICE = 1 << 18;
/** So few that a slow telephone still answers a finger in between. */
const BATCH = 500;
const GUESSED_FROM = 1 << 16;
const LOOKED_AT = 1 << 12;
/** More than one letter in so many of a list is a digit or a delimiter; and fewer have their zero at the other place. */
const PLAIN = 5;
/** What every xlsx, ods and zip begins with. */
const ZIP = [0x50, 0x4b, 3, 4];
/** Written by spreadsheets to tell themselves the delimiter. */
const DECLARED = /^sep=(.)\n/i;

/**
 * Read a file's text, slice by slice; `tell` hears how many bytes are done.
 *
 * UTF-8, or UTF-16 with or without its mark, else Windows-1252, which is what spreadsheets write. Every line ends in `\n`.
 *
 * Throws `NoText` for what is none, and the browser's own error for a file that can no longer be read.
 */
export async function readText(file: Blob, tell: (bytes: number) => void): Promise<string> {
  const text = (await decoded(file, await encodingOf(file), tell)) ?? (await decoded(file, "windows-1252", tell)) ?? "";
  if (text.startsWith(String.fromCharCode(...ZIP))) throw new NoText("spreadsheet");
  if (text.includes("\0")) throw new NoText("other");
  // Files that were put together have byte order marks in the middle, which would count as letters there.
  return text.replace(/\ufeff/g, "").replace(/\r\n?/g, "\n").trimEnd();
}

async function encodingOf(file: Blob): Promise<string> {
  const bytes = new Uint8Array(await file.slice(0, LOOKED_AT).arrayBuffer());
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return "utf-16le";
  return first === 0xfe && second === 0xff ? "utf-16be" : (unmarked(bytes) ?? "utf-8");
}

/**
 * UTF-16 without a mark, or null: digits and delimiters have a zero byte there, always before or always behind the letter.
 *
 * No other text has zeros. Files that are none have them in both places, as a spreadsheet does behind its first letters.
 */
function unmarked(bytes: Uint8Array): "utf-16be" | "utf-16le" | null {
  if (ZIP.every((byte, at) => bytes[at] === byte)) return null;
  const zerosAt = (odd: 0 | 1) => bytes.filter((byte, at) => byte === 0 && at % 2 === odd).length;
  const [before, behind] = [zerosAt(0), zerosAt(1)];
  const [most, fewest] = [Math.max(before, behind), Math.min(before, behind)];
  if (most * PLAIN * 2 <= bytes.length || fewest * PLAIN > most) return null;
  return before > behind ? "utf-16be" : "utf-16le";
}

/** Null where the bytes are not of this encoding. */
async function decoded(file: Blob, encoding: string, tell: (bytes: number) => void): Promise<string | null> {
  const decoder = new TextDecoder(encoding, { fatal: encoding !== "windows-1252" });
  let text = "";
  for (let at = 0; at < file.size; at += SLICE) {
    const slice = await file.slice(at, at + SLICE).arrayBuffer();
    const part = attempt(() => decoder.decode(slice, { stream: true }));
    if (part === null) return null;
    text += part;
    tell(Math.min(at + SLICE, file.size));
  }
  const end = attempt(() => decoder.decode());
  return end === null ? null : text + end;
}

function attempt(decode: () => string): string | null {
  try {
    return decode();
  } catch (error) {
    if (error instanceof TypeError) return null;
    throw error;
  }
}

/** The delimiter that cuts the first rows most evenly; a comma where none does. */
export function guessDelimiter(text: string): string {
  const declared = DECLARED.exec(text)?.[1];
  if (declared) return declared;
  const config = { newline: "\n" as const, preview: 1, delimitersToGuess: [...DELIMITERS] };
  return Papa.parse<string[]>(text.slice(0, GUESSED_FROM), config).meta.delimiter;
}

/**
 * The rows of a text, at most so many, without those that are blank; the page can breathe between batches.
 *
 * Batches begin where the last one's rows ended, so that no quotation mark is ever cut off from its other half.
 */
export async function readRows(text: string, delimiter: string, most: number): Promise<Row[]> {
  const rows: Row[] = [];
  let at = DECLARED.exec(text)?.[0].length ?? 0;
  let line = at > 0 ? 2 : 1;
  while (at < text.length && rows.length < most) {
    // Without `fastMode: false` every batch would cut the whole rest into lines.
    const { data, errors, meta } = Papa.parse<string[]>(text.slice(at), { delimiter, newline: "\n", preview: BATCH, fastMode: false });
    const broken = new Set(errors.filter(({ type }) => type === "Quotes").map(({ row }) => row));
    for (const [index, cells] of data.entries()) {
      const last = line + cells.reduce((count, cell) => count + cell.split("\n").length - 1, 0);
      if (cells.some((cell) => cell.trim() !== "")) rows.push({ line, last, cells, broken: broken.has(index) });
      line = last + 1;
    }
    if (!meta.truncated) break;
    at += meta.cursor;
    await new Promise((resume) => setTimeout(resume));
  }
  return rows.slice(0, most);
}
