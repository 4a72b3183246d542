/** A quote while it is written at the desk: what is typed, what is missing, and what is sent. */
import type { DeskQuoteView, DiscountInput, DraftInput, DraftLineInput } from "../api/deskQuotes.ts";
import type { StartId } from "../api/prices.ts";
import type { QuoteOption } from "../api/quotes.ts";
import { decimal, minorUnits } from "../lib/money.ts";
import { type Offer, soldAsExtension, soldNew } from "./offer.ts";
import { writePreset } from "./preset.ts";
import { askedUnits, type ExtensionCard, type NewCard, type Selection } from "./selection.ts";

export type Choice = QuoteOption["choice"];
export type DraftKind = DraftLineInput["line"]["kind"];

export const CHOICES: readonly Choice[] = ["included", "optional", "A", "B"];

/** What is taken off a line, or off the whole; `value` as it is typed. */
export interface DraftDiscount {
  by: "none" | "percent" | "amount";
  value: string;
  reason: string;
}

/** One line with every blank that any kind has; `key` is its place in the page. */
export interface DraftLine {
  key: string;
  kind: DraftKind;
  choice: Choice;
  plan: string;
  periods: number;
  current: string;
  lastCoveredDay: string;
  start: StartId | null;
  /** An installation in the books. */
  installation: string;
  keepsEnd: boolean;
  level: string;
  units: string;
  reference: string;
  label: string;
  discount: DraftDiscount;
}

export interface Draft {
  lines: DraftLine[];
  whole: DraftDiscount;
  customer: string;
  company: string;
  contact: string;
  email: string;
  country: string;
  validUntil: string;
  note: string;
  /** The address of an advice, as it is pasted. */
  advice: string;
  currency: string;
}

export const NO_DISCOUNT: DraftDiscount = { by: "none", value: "", reason: "" };

export function blankDraft(currency: string): Draft {
  const nobody = { customer: "", company: "", contact: "", email: "", country: "" };
  return { lines: [], whole: NO_DISCOUNT, ...nobody, validUntil: "", note: "", advice: "", currency };
}

export function blankLine({ lines }: Pick<Draft, "lines">, kind: DraftKind): DraftLine {
  const number = Math.max(0, ...lines.map(({ key }) => Number(key.slice("line-".length)))) + 1;
  return {
    key: `line-${number}`,
    kind,
    choice: "included",
    plan: "",
    periods: 1,
    current: "",
    lastCoveredDay: "",
    start: null,
    installation: "",
    keepsEnd: false,
    level: "",
    units: "1",
    reference: "",
    label: "",
    discount: NO_DISCOUNT,
  };
}

/** A draft of what a preset link chose. */
export function draftFrom({ cards, units, currency }: Selection, offer: Offer): Draft {
  const draft = blankDraft(currency ?? offer.currencies[0] ?? "");
  for (const card of cards) {
    const own = { plan: card.plan, periods: card.periods, reference: card.reference, label: card.label };
    const stated = card.kind === "extension" ? { current: card.current, lastCoveredDay: card.lastCoveredDay, start: card.start } : {};
    draft.lines = [...draft.lines, { ...blankLine(draft, card.kind), ...own, ...stated }];
  }
  for (const [level, count] of Object.entries(units)) {
    if (count.trim()) draft.lines = [...draft.lines, { ...blankLine(draft, "incidents"), level, units: count }];
  }
  return draft;
}

/** Change a line. Another plan, date or installation opens other starts, so the choice of one is taken back. */
export function changeLine(draft: Draft, key: string, change: Partial<DraftLine>): Draft {
  const reopened = ["current", "lastCoveredDay", "plan", "installation"].some((field) => field in change);
  const forgotten = reopened ? { start: null } : {};
  return { ...draft, lines: draft.lines.map((line) => (line.key === key ? { ...line, ...forgotten, ...change } : line)) };
}

/** Another customer has other installations: lines of the former one's lose theirs. */
export function withCustomer(draft: Draft, customer: string): Draft {
  if (customer === draft.customer) return draft;
  return { ...draft, customer, lines: draft.lines.map((line) => ({ ...line, installation: "" })) };
}

/** Name the customer where nobody is named yet. */
export function namedAfter(draft: Draft, { name, country }: { name: string; country: string | null }): Draft {
  return { ...draft, company: draft.company || name, country: draft.country || (country ?? "") };
}

/** The id of the control of a line's member. */
export const lineControl = (key: string, field: string): string => `${key}-${field}`;

const CONTROLS: Record<DraftKind, readonly string[]> = {
  new_installation: ["plan", "periods", "reference", "label"],
  extension: ["current_plan", "last_covered_day", "plan", "periods", "start", "reference", "label"],
  installation_extension: ["installation_id", "plan", "periods", "start"],
  upgrade: ["installation_id", "plan", "keeps_end"],
  incidents: ["level", "units"],
};

/** The control that mends a line's member; the line itself where its kind asks for no such thing. */
export function controlOfMember({ key, kind }: Pick<DraftLine, "key" | "kind">, member: string): string {
  return CONTROLS[kind].includes(member) || member === "choice" ? lineControl(key, member) : key;
}

/** The members of a draft that are blank or wrong, by the ids of their controls, each with the word for what is missing. */
export type Blank = "plan" | "current" | "day" | "installation" | "level" | "units" | "percent" | "amount" | "reason" | "one-alternative" | "only-optional" | "no-lines";

export interface Missing {
  /** The line it is missing in; null for the whole. */
  key: string | null;
  field: string | null;
  blank: Blank;
}

/** What keeps a draft from being priced, in the order of the page. */
export function missingIn(draft: Draft, offer: Offer): Missing[] {
  const lines = draft.lines.flatMap((line) => [...missingInLine(line, offer), ...discountFaults(line.discount, line.key, draft.currency)]);
  return [...lines, ...discountFaults(draft.whole, null, draft.currency), ...choiceFaults(draft.lines)];
}

function missingInLine(line: DraftLine, offer: Offer): Missing[] {
  const { key, kind, plan, current, lastCoveredDay, installation, level, units } = line;
  const blanks: [boolean, string, Blank][] = [
    [kind === "extension" && !current, "current_plan", "current"],
    [kind === "extension" && !lastCoveredDay, "last_covered_day", "day"],
    [(kind === "installation_extension" || kind === "upgrade") && !installation, "installation_id", "installation"],
    [kind !== "incidents" && !plan, "plan", "plan"],
    [kind === "incidents" && !level, "level", "level"],
    [kind === "incidents" && !askedUnits(units, offer.maxUnits), "units", "units"],
  ];
  return blanks.filter(([wrong]) => wrong).map(([, field, blank]) => ({ key, field, blank }));
}

function discountFaults({ by, value, reason }: DraftDiscount, key: string | null, currency: string): Missing[] {
  if (by === "none") return [];
  const wrong = by === "percent" ? readPercent(value) === null : !minorUnits(value, currency);
  return [
    ...(wrong ? [{ key, field: "discount", blank: by }] : []),
    ...(reason.trim() ? [] : [{ key, field: "reason", blank: "reason" as const }]),
  ];
}

function choiceFaults(lines: DraftLine[]): Missing[] {
  const chosen = new Set(lines.map(({ choice }) => choice));
  const whole = (blank: Blank) => [{ key: null, field: null, blank }];
  if (lines.length === 0) return whole("no-lines");
  if (chosen.has("A") !== chosen.has("B")) return whole("one-alternative");
  return chosen.size === 1 && chosen.has("optional") ? whole("only-optional") : [];
}

/** A percentage as decimal text, from above 0 to 100 with at most two decimals; null for anything else. */
export function readPercent(text: string): string | null {
  const digits = text.trim().replace(/ ?%$/, "");
  if (!/^\d{1,3}(\.\d{1,2})?$/.test(digits)) return null;
  const hundredths = Number(digits.replace(/^(\d+)(?:\.(\d*))?$/, (_, whole: string, part = "") => whole + String(part).padEnd(2, "0")));
  return hundredths > 0 && hundredths <= 100_00 ? digits : null;
}

/** What is sent: only what belongs to each line's kind. */
export function inputOf(draft: Draft): DraftInput {
  const text = (value: string) => value.trim() || null;
  return {
    options: draft.lines.map((line) => ({ choice: line.choice, line: sentLine(line) })),
    discounts: [
      ...draft.lines.flatMap(({ discount }, position) => sentDiscount(discount, position, draft.currency)),
      ...sentDiscount(draft.whole, null, draft.currency),
    ],
    customer_id: text(draft.customer),
    addressee: { company: text(draft.company), contact: text(draft.contact), email: text(draft.email), country: text(draft.country) },
    valid_until: text(draft.validUntil),
    ...(draft.note.trim() ? { note: draft.note.trim() } : {}),
    advice: text(draft.advice),
    currency: draft.currency,
  };
}

function sentLine(line: DraftLine): DraftLineInput["line"] {
  const { kind, plan, periods, start } = line;
  const reference = line.reference.trim();
  const named = reference ? { installation: { reference, label: line.label.trim() || null } } : {};
  switch (kind) {
    case "new_installation":
      return { kind, plan, periods, ...(line.installation ? { installation_id: line.installation } : named) };
    case "extension":
      return { kind, current_plan: line.current, last_covered_day: line.lastCoveredDay, plan, periods, start, ...named };
    case "installation_extension":
      return { kind, installation_id: line.installation, plan, periods, start };
    case "upgrade":
      return { kind, installation_id: line.installation, plan, keeps_end: line.keepsEnd };
    case "incidents":
      return { kind, level: line.level, units: Number(line.units.trim()) };
  }
}

function sentDiscount({ by, value, reason }: DraftDiscount, position: number | null, currency: string): DiscountInput[] {
  if (by === "none") return [];
  const percent = by === "percent" ? readPercent(value) : null;
  const minor = by === "amount" ? minorUnits(value, currency) : null;
  return [{ position, percent, amount: minor === null ? null : { minor, currency }, reason: reason.trim() }];
}

/** The draft as it was kept by the server. */
export function draftOf(view: Pick<DeskQuoteView, "options" | "discounts" | "customer" | "addressee" | "valid_until" | "note" | "advice" | "currency">): Draft {
  const { addressee, discounts } = view;
  const discountAt = (position: number | null) => shownDiscount(discounts.find((each) => each.position === position));
  const draft = blankDraft(view.currency);
  view.options.forEach(({ choice, asked }, position) => {
    draft.lines = [...draft.lines, { ...blankLine(draft, asked.kind), ...shownLine(asked), choice, discount: discountAt(position) }];
  });
  return {
    ...draft,
    whole: discountAt(null),
    customer: view.customer?.id ?? "",
    company: addressee?.company ?? "",
    contact: addressee?.contact ?? "",
    email: addressee?.email ?? "",
    country: addressee?.country ?? "",
    validUntil: view.valid_until ?? "",
    note: view.note ?? "",
    advice: view.advice?.query ?? "",
  };
}

function shownLine(line: DraftLineInput["line"]): Partial<DraftLine> {
  const named = "installation" in line && line.installation ? { reference: line.installation.reference ?? "", label: line.installation.label ?? "" } : {};
  switch (line.kind) {
    case "new_installation":
      return { plan: line.plan, periods: line.periods, ...named };
    case "extension":
      return { plan: line.plan, periods: line.periods, current: line.current_plan, lastCoveredDay: line.last_covered_day, start: line.start, ...named };
    case "installation_extension":
      return { plan: line.plan, periods: line.periods, installation: line.installation_id, start: line.start };
    case "upgrade":
      return { plan: line.plan, installation: line.installation_id, keepsEnd: line.keeps_end };
    case "incidents":
      return { level: line.level, units: String(line.units) };
  }
}

function shownDiscount(found: DiscountInput | undefined): DraftDiscount {
  if (!found) return NO_DISCOUNT;
  const { percent, amount, reason } = found;
  return amount ? { by: "amount", value: decimal(amount), reason } : { by: "percent", value: percent ?? "", reason };
}

/** A preset link, and the lines of the draft that the configurator has no place for. */
export interface Preset {
  /** Null where nothing of the draft can stand in one. */
  address: string | null;
  leftOut: DraftLine[];
}

/** The preset link of what a draft always includes: at list price, and without anything personal or of the books. */
export function presetOf(draft: Draft, offer: Offer): Preset {
  const cards: (NewCard | ExtensionCard)[] = [];
  const units: Record<string, string> = {};
  const leftOut: DraftLine[] = [];
  for (const line of draft.lines) {
    const card = line.choice === "included" ? presetCard(line, offer) : null;
    if (card) cards.push(card);
    else if (line.choice === "included" && line.kind === "incidents" && !(line.level in units)) units[line.level] = line.units;
    else leftOut.push(line);
  }
  const currency = draft.currency === offer.currencies[0] ? null : draft.currency;
  const kept = leftOut.length < draft.lines.length;
  return { address: kept ? `/configure/${writePreset({ cards, booked: [], units, currency }, offer)}` : null, leftOut };
}

function presetCard(line: DraftLine, offer: Offer): NewCard | ExtensionCard | null {
  const { key, plan, periods } = line;
  const found = offer.plans.find(({ id }) => id === plan);
  const blank = { key, plan, periods, reference: "", label: "" };
  if (line.kind === "new_installation" && found && soldNew(found)) return { ...blank, kind: "new_installation" };
  if (line.kind !== "extension" || !found || !soldAsExtension(found)) return null;
  return { ...blank, kind: "extension", current: line.current, lastCoveredDay: line.lastCoveredDay, start: line.start, confirmed: null };
}
