/** The requests of an address of which not all can be read, as lines of the form: what is wrong is left open, or as it was written. */
import { isLevel, items, MOST_DATED, MOST_QUARTERS, MOST_RATES, MOST_ROWS, type Question, type RateRow, whole } from "./advice.ts";
import type { AdviceFacts } from "./adviceFacts.ts";
import { type DatedDraft, type Draft, type PatternDraft, readMonths, writeMonths } from "./adviceForm.ts";
import { dayNumber, isoDay } from "./timeline.ts";

/** Stand for a level and a length that are still to be chosen. */
export const NO_LEVEL = "";
export const NO_LENGTH = 0;
/** Days beyond any time looked at, which the form then says of them. */
const LATEST = 9999;

type Lines = Pick<Draft, "way"> & Partial<Pick<Draft, "rows" | "requests" | "rates">>;

/** The lines of requests that an address holds, as it writes them. */
interface Written {
  way: "pattern" | "requests" | "rates";
  texts: string[];
}

/** Of several ways to tell requests, the first. */
export function writtenLines(search: string): Written {
  const query = new URLSearchParams(search);
  if (query.has("each") || query.has("in")) return { way: "pattern", texts: [...items(query, "each"), ...items(query, "in")].slice(0, MOST_ROWS) };
  if (query.has("asked")) return { way: "requests", texts: items(query, "asked").slice(0, MOST_DATED) };
  return { way: "rates", texts: items(query, "rate").slice(0, MOST_RATES) };
}

/** How the form tells the requests of an address; `today` is where dated ones begin that name no start. */
export function unreadLines(search: string, { months, start }: Question, facts: AdviceFacts, today: string): Lines {
  const { way, texts } = writtenLines(search);
  if (way === "pattern") return { way, rows: texts.map((text) => patternLine(text, months, facts)) };
  if (way === "requests") return { way, requests: texts.map((text) => datedLine(text, start ?? today, facts)) };
  return { way, rates: texts.map((text) => rateLine(text, facts)) };
}

function patternLine(text: string, horizon: Question["months"], facts: AdviceFacts): PatternDraft {
  const [level = "", quarters = "", count = "", named = ""] = text.split(":");
  const months = readMonths(named, horizon);
  return { ...kind(level, quarters, facts), count, months: months ? writeMonths(months) : named.replaceAll(".", ", ") };
}

function datedLine(text: string, start: string, facts: AdviceFacts): DatedDraft {
  const [days = "", level = "", quarters = ""] = text.split(".");
  const day = whole(days, 0, LATEST);
  return { ...kind(level, quarters, facts), day: day === null ? "" : isoDay(dayNumber(start) + day) };
}

function rateLine(text: string, facts: AdviceFacts): RateRow {
  const [level = "", quarters = "", perMonth = ""] = text.split(":");
  return { ...kind(level, quarters, facts), perMonth };
}

function kind(level: string, quarters: string, facts: AdviceFacts): { level: string; quarters: number } {
  return { level: isLevel(facts, level) ? level : NO_LEVEL, quarters: whole(quarters, 1, MOST_QUARTERS) ?? NO_LENGTH };
}
