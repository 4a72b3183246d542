/** The question an advice answers, as the address carries it: nothing personal is in it, and it restores the answer. */
import type { AdviceQuestion, Flip, Part } from "../api/advice.ts";
import { writeQuery } from "../lib/address.ts";
import { isDay } from "../lib/dates.ts";
import { adviceLink as t } from "../text/en.ts";
import { type AdviceFacts, findFamily } from "./adviceFacts.ts";

export const HORIZONS = [12, 24, 36] as const;
export type Horizon = (typeof HORIZONS)[number];

export interface Needs {
  /** Ids of features that a plan must have. */
  services: string[];
  /** For how many years there must be critical updates, and maintenance upgrades. */
  critical: number;
  maintenance: number;
}

/** Equal requests that come every month (`months` null), or in these months, counted from 1. */
export interface PatternRow {
  level: string;
  quarters: number;
  count: number;
  months: number[] | null;
}

/** One request, so many days after the start. */
export interface DatedRequest {
  day: number;
  level: string;
  quarters: number;
}

/** Requests nobody can date: so many a month on average, as a decimal number such as `1.5`. */
export interface RateRow {
  level: string;
  quarters: number;
  perMonth: string;
}

/** `kept` names the tickets of a file, which wait in this tab: an address holds their name alone. */
export type Workload =
  | { kind: "pattern"; rows: PatternRow[] }
  | { kind: "requests"; requests: DatedRequest[]; kept?: string }
  | { kind: "rates"; rates: RateRow[] };

export interface Question {
  /** Empty until it is chosen. */
  family: string;
  months: Horizon;
  /** Null for the vendor's today. */
  start: string | null;
  needs: Needs;
  workload: Workload;
}

export interface ReadQuestion {
  question: Question;
  /** True where the address asks for an answer, and does not only name a family to begin with. */
  asked: boolean;
  /** False where some of its requests could not be read: an answer for the others would be none to what is asked. */
  whole: boolean;
  /** One sentence for each thing that could not be followed. */
  faults: string[];
}

/** As long as one request, and as many of them, as a question may name. */
export const MOST_QUARTERS = 96;
export const MOST_COUNT = 999;
/** More than this does not fit into an address that mail programs leave whole. */
export const MOST_DATED = 300;
export const MOST_ROWS = 24;
export const MOST_RATES = 6;
/** As many requests a month as chances are followed for. */
export const MOST_PER_MONTH = 20;
export const MOST_YEARS = 4;
/** As many requests in all, and first days as far away, as the server looks at. */
export const MOST_REQUESTS = 10_000;
export const FIRST_START = "2000-01-01";
export const LAST_START = "2199-12-31";

const NOTHING: Question = {
  family: "",
  months: 12,
  start: null,
  needs: { services: [], critical: 0, maintenance: 0 },
  workload: { kind: "pattern", rows: [] },
};

/** The parts of an address that tell requests. */
const WORKLOADS = ["each", "in", "asked", "rate", "tickets"] as const;

/** The query that restores a question. */
export function writeAdvice({ family, months, start, needs, workload }: Question): string {
  return writeQuery({
    family,
    months: String(months),
    start: start ?? "",
    need: needs.services,
    critical: needs.critical ? String(needs.critical) : "",
    maintenance: needs.maintenance ? String(needs.maintenance) : "",
    ...writeWorkload(workload),
  });
}

function writeWorkload(workload: Workload): Record<string, string[]> {
  if (workload.kind === "requests" && workload.kept) return { tickets: [workload.kept] };
  if (workload.kind === "requests") return { asked: workload.requests.map(({ day, level, quarters }) => `${day}.${level}.${quarters}`) };
  if (workload.kind === "rates") return { rate: workload.rates.map(({ level, quarters, perMonth }) => `${level}:${quarters}:${perMonth}`) };
  const row = ({ level, quarters, count }: PatternRow) => `${level}:${quarters}:${count}`;
  return {
    each: workload.rows.filter(({ months }) => months === null).map(row),
    in: workload.rows.flatMap((each) => (each.months ? [`${row(each)}:${each.months.join(".")}`] : [])),
  };
}

/** Read a question: whatever is right is kept, and every fault is told. */
export function readAdvice(search: string, facts: AdviceFacts): ReadQuestion {
  const query = new URLSearchParams(search);
  const faults: string[] = [];
  const tell = (fault: string) => {
    faults.push(fault);
  };
  const family = readFamily(query.get("family") ?? "", facts, tell);
  const months = readHorizon(query.get("months"), tell);
  const start = readStart(query.get("start"), tell);
  const needs = readNeeds(query, family, facts, tell);
  const before = faults.length;
  const workload = readWorkload(query, { months, facts, tell });
  const repeated = WORKLOADS.some((name) => query.getAll(name).length > 1);
  const told = ["months", ...WORKLOADS].some((name) => query.has(name));
  return { question: { family, months, start, needs, workload: workload ?? NOTHING.workload }, asked: told && family !== "", whole: faults.length === before && !repeated, faults };
}

const PARTS = ["family", "months", "start", "need", "critical", "maintenance", ...WORKLOADS] as const;

/** What an address holds and a question does not: names that mean nothing here, and names that come twice. */
export function overlooked(search: string): string[] {
  const query = new URLSearchParams(search);
  const known: readonly string[] = PARTS;
  return [...new Set(query.keys())].flatMap((name) => {
    if (!known.includes(name)) return [t.unknownPart(name)];
    return query.getAll(name).length > 1 ? [t.repeatedPart(name)] : [];
  });
}

/** The part of an address that carries a question, as it stands there. */
export function ofAdvice(search: string): string {
  const known: readonly string[] = PARTS;
  const query = [...new URLSearchParams(search)].filter(([name]) => known.includes(name));
  return query.length ? `?${new URLSearchParams(query).toString()}` : "";
}

type Tell = (fault: string) => void;

function readFamily(text: string, facts: AdviceFacts, tell: Tell): string {
  if (!text || findFamily(facts, text)) return text;
  tell(t.unknownFamily(text));
  return "";
}

function readHorizon(text: string | null, tell: Tell): Horizon {
  const found = HORIZONS.find((each) => String(each) === text);
  if (text && !found) tell(t.badHorizon(text, HORIZONS));
  return found ?? NOTHING.months;
}

function readStart(text: string | null, tell: Tell): string | null {
  if (!text || isDay(text)) return text || null;
  tell(t.badStart(text));
  return null;
}

function readNeeds(query: URLSearchParams, family: string, facts: AdviceFacts, tell: Tell): Needs {
  const services = findFamily(facts, family)?.services ?? [];
  const kept = items(query, "need").filter((id) => {
    const known = services.some((service) => service.id === id);
    if (!known) tell(family ? t.unknownNeed(id) : t.needWithoutFamily(id));
    return known;
  });
  const years = (name: "critical" | "maintenance") => {
    const text = query.get(name) ?? "0";
    const number = whole(text, 0, MOST_YEARS);
    if (number === null) tell(t.badYears(text, MOST_YEARS));
    return number ?? 0;
  };
  return { services: [...new Set(kept)], critical: years("critical"), maintenance: years("maintenance") };
}

interface Reading {
  months: Horizon;
  facts: AdviceFacts;
  tell: Tell;
}

/** An address tells the workload in one way; of several, the first of these is taken, and that is told. */
function readWorkload(query: URLSearchParams, reading: Reading): Workload | null {
  const each = listed(query, "each", MOST_ROWS, reading, readEach);
  const rows = [...each, ...listed(query, "in", MOST_ROWS - each.length, reading, readIn)];
  const requests = listed(query, "asked", MOST_DATED, reading, readAsked);
  const rates = listed(query, "rate", MOST_RATES, reading, readRate);
  const ways: [boolean, Workload][] = [
    [query.has("each") || query.has("in"), { kind: "pattern", rows }],
    [query.has("asked"), { kind: "requests", requests }],
    [query.has("rate"), { kind: "rates", rates }],
    [query.has("tickets"), { kind: "requests", requests: [], kept: query.get("tickets") ?? "" }],
  ];
  const told = ways.filter(([there]) => there).map(([, workload]) => workload);
  const [taken = null] = told;
  if (taken && told.length > 1) reading.tell(t.severalWays(taken.kind));
  return taken;
}

function listed<Item>(query: URLSearchParams, name: string, most: number, reading: Reading, read: (text: string, of: Reading) => Item | null): Item[] {
  const texts = items(query, name);
  if (texts.length > most) reading.tell(t.tooMany(most));
  return texts.slice(0, most).flatMap((text) => {
    const item = read(text, reading);
    if (item === null) reading.tell(t.badItem(text));
    return item === null ? [] : [item];
  });
}

function readEach(text: string, { facts }: Reading): PatternRow | null {
  const [level = "", quarters = "", count = "", ...rest] = text.split(":");
  const row = pattern(facts, level, quarters, count);
  return row && rest.length === 0 ? { ...row, months: null } : null;
}

function readIn(text: string, { facts, months }: Reading): PatternRow | null {
  const [level = "", quarters = "", count = "", named = "", ...rest] = text.split(":");
  const row = pattern(facts, level, quarters, count);
  const numbers = named.split(".").map((each) => whole(each, 1, months));
  if (!row || rest.length > 0 || numbers.includes(null)) return null;
  return { ...row, months: [...new Set(numbers as number[])].sort((a, b) => a - b) };
}

function pattern(facts: AdviceFacts, level: string, quarters: string, count: string): Omit<PatternRow, "months"> | null {
  const [long, many] = [whole(quarters, 1, MOST_QUARTERS), whole(count, 1, MOST_COUNT)];
  return isLevel(facts, level) && long && many ? { level, quarters: long, count: many } : null;
}

function readAsked(text: string, { facts, months }: Reading): DatedRequest | null {
  const [days = "", level = "", quarters = "", ...rest] = text.split(".");
  const [day, long] = [whole(days, 0, months * LONGEST_MONTH), whole(quarters, 1, MOST_QUARTERS)];
  return isLevel(facts, level) && day !== null && long && rest.length === 0 ? { day, level, quarters: long } : null;
}

/** True for a first day that the server looks at. */
export function isStart(day: string): boolean {
  return isDay(day) && FIRST_START <= day && day <= LAST_START;
}

/** Whether a day lies within the horizon, the server tells: it knows the start. */
const LONGEST_MONTH = 31;

function readRate(text: string, { facts }: Reading): RateRow | null {
  const [level = "", quarters = "", perMonth = "", ...rest] = text.split(":");
  const long = whole(quarters, 1, MOST_QUARTERS);
  return isLevel(facts, level) && long && isRate(perMonth) && rest.length === 0 ? { level, quarters: long, perMonth } : null;
}

/** A number of requests a month above zero, with at most two decimals. */
export function isRate(text: string): boolean {
  return /^\d{1,3}(\.\d{1,2})?$/.test(text) && Number(text) > 0 && Number(text) <= MOST_PER_MONTH;
}

export function isLevel({ levels }: AdviceFacts, id: string): boolean {
  return levels.some((level) => level.id === id);
}

/** The parts of a list in order, with repeats: two equal requests are two. */
export function items(query: URLSearchParams, name: string): string[] {
  return (query.get(name) ?? "").split(",").map((text) => text.trim()).filter(Boolean);
}

/** A whole number within bounds, or null. */
export function whole(text: string, least: number, most: number): number | null {
  const number = /^\d{1,6}$/.test(text.trim()) ? Number(text) : null;
  return number !== null && number >= least && number <= most ? number : null;
}

/** The question as it is sent; dated requests name their level by its position in the catalogue. */
export function sentQuestion(question: Question, { levels }: AdviceFacts, parts: Part[]): AdviceQuestion {
  const { family, months, start, needs, workload } = question;
  return {
    family,
    months,
    ...(start ? { start } : {}),
    needs: { services: needs.services, critical_years: needs.critical, maintenance_years: needs.maintenance },
    workload: sentWorkload(workload, levels.map(({ id }) => id)),
    parts,
  };
}

function sentWorkload(workload: Workload, levels: string[]): AdviceQuestion["workload"] {
  if (workload.kind === "pattern") return workload;
  if (workload.kind === "rates") {
    return { kind: "rates", rates: workload.rates.map(({ level, quarters, perMonth }) => ({ level, quarters, per_month: perMonth })) };
  }
  return { kind: "requests", requests: workload.requests.map(({ day, level, quarters }) => [day, levels.indexOf(level), quarters]) };
}

/** The question at a flip point; null where its requests are too many for an address. */
export function questionAt({ requests }: Flip, question: Question, start: string, { levels }: AdviceFacts): Question | null {
  if (requests.length > MOST_DATED) return null;
  const dated = requests.map(([day, level, quarters]) => ({ day, level: levels[level]?.id ?? "", quarters }));
  return { ...question, start, workload: { kind: "requests", requests: dated } };
}

/** The question without one of its must-haves, named as the server names it. */
export function withoutNeed(question: Question, need: string): Question {
  const { services, critical, maintenance } = question.needs;
  const needs = {
    services: services.filter((id) => id !== need),
    critical: need === "critical_updates" ? 0 : critical,
    maintenance: need === "maintenance_upgrades" ? 0 : maintenance,
  };
  return { ...question, needs };
}
