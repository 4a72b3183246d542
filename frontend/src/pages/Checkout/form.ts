/** The checkout's form as data: its values, what is missing, what is sent, and what the server found wrong. */
import type { Money } from "../../api/catalogue.ts";
import type { ExtensionChoice } from "../../api/options.ts";
import type { Buyer, OrderPayload } from "../../api/orders.ts";
import type { PreparedPayload } from "../../api/prepared.ts";
import type { Line, PriceBreakdown } from "../../api/prices.ts";
import { type Answer, lineFaults } from "../../api/pricing.ts";
import type { Addressee } from "../../api/quotes.ts";
import type { ProblemError } from "../../api/request.ts";
import type { ContactSession } from "../../api/session.ts";
import type { FieldFault } from "../../components/ErrorSummary.tsx";
import { unconfirmed } from "../../components/GiveUp.tsx";
import { isMailAddress } from "../../lib/mail.ts";
import { lineOf } from "../../state/extension.ts";
import { type Offer, planName } from "../../state/offer.ts";
import { cardsOf, control, entries, type Entry, orderLine, type PlanCard, type Selection } from "../../state/selection.ts";
import { buying, checkout as t, common } from "../../text/en.ts";
import { type CoverItem, giveUpControl } from "./useCover.ts";

export const BUYER = ["company", "contact", "email", "country", "tax_id", "purchase_order", "invoice_email"] as const;
export type BuyerField = (typeof BUYER)[number];
export type BuyerValues = Record<BuyerField, string>;

/** What the buyer fills in besides the installations. */
export interface Kept extends BuyerValues {
  /** The version of the terms that the buyer accepted, or nothing. */
  accepted: string;
  /** The contact who pays what another one prepares, or nothing. */
  payer: string;
}

export const EMPTY: Kept = {
  company: "",
  contact: "",
  email: "",
  country: "",
  tax_id: "",
  purchase_order: "",
  invoice_email: "",
  accepted: "",
  payer: "",
};

/** Ids of the controls that belong to no line. */
export const TERMS = "accept-terms";
export const TOTAL = "accept-total";
export const COVER = "accept-cover";
export const PAYER = "payer";
export const buyerControl = (field: BuyerField): string => `buyer-${field}`;

/** A total that changed after it was shown; the buyer agrees to the new one. */
export interface ChangedTotal {
  was: Money;
  now: Money;
  agreed: boolean;
}

/** Cover that changed after it was shown: the choices as they were, by place; the buyer agrees to the new ones. */
export interface ChangedCover {
  was: Record<string, ExtensionChoice | null>;
  agreed: boolean;
}

/** All that an order is made of. */
export interface Form {
  selection: Selection;
  cover: CoverItem[];
  offer: Offer;
  answer: Answer;
  values: Kept;
  /** True where another contact pays, who then is asked for what only a buyer can say. */
  sends: boolean;
  /** True where the books know no country of the customer, so that whoever prepares an order says it. */
  asksCountry: boolean;
}

export interface Changed {
  total: ChangedTotal | null;
  cover: ChangedCover | null;
}

/** Everything that is missing, in the order of the page. */
export function missing({ selection, cover, offer, answer, values, sends, asksCountry }: Form, changed: Changed): FieldFault[] {
  const version = answer.breakdown?.catalogue_version;
  const others: [boolean, string, string][] = [
    [!sends && values.accepted !== version, TERMS, t.needTerms],
    [changed.total !== null && !changed.total.agreed, TOTAL, t.needTotal],
    [changed.cover !== null && !changed.cover.agreed, COVER, t.needCover],
  ];
  return [
    ...selection.cards.flatMap((card) => missingReference(card, planName(offer, card.plan))),
    ...unconfirmed(selection, answer),
    ...cover.flatMap(notGivenUp),
    ...(sends && !values.payer ? [{ field: PAYER, text: t.needPayer }] : []),
    ...missingBuyer(values, BUYER.filter((field) => !sends || (asksCountry && field === "country"))),
    ...others.filter(([wrong]) => wrong).map(([, field, text]) => ({ field, text })),
  ];
}

/** What is missing or wrong of who orders. */
export function missingBuyer(values: BuyerValues, asked: readonly BuyerField[] = BUYER): FieldFault[] {
  return asked.flatMap((field) => buyerFault(field, values[field].trim()));
}

function notGivenUp(item: CoverItem): FieldFault[] {
  const days = item.choice?.days_given_up ?? 0;
  return days > 0 && item.confirmed !== days ? [{ field: giveUpControl(item), text: buying.mustGiveUp(days) }] : [];
}

/** What is ordered, in the order in which it was priced. */
export function orderLines({ selection, cover, offer }: Form): Line[] {
  const incidents = entries(selection, offer).filter(({ line }) => line.kind === "incidents");
  return [
    ...orderedCards(selection).map(orderLine),
    ...incidents.map(({ line }) => line),
    ...cover.flatMap(({ choice, confirmed }) => (choice ? [lineOf(choice, confirmed)] : [])),
  ];
}

/** What is sent; empty optional fields are left out. */
export function orderPayload(form: Form, { catalogue_version, total }: PriceBreakdown): OrderPayload {
  return {
    lines: orderLines(form),
    ...(form.selection.currency ? { currency: form.selection.currency } : {}),
    buyer: buyerOf(form.values),
    terms_version: catalogue_version,
    terms_accepted: true,
    expected_total: total,
  };
}

/** Who orders, as it is sent. */
export function buyerOf(values: BuyerValues): Buyer {
  const filled = BUYER.map((field) => [field, values[field].trim()]).filter(([, value]) => value);
  return Object.fromEntries(filled) as unknown as Buyer;
}

/** What is sent for another contact to pay. */
export function preparedPayload(form: Form, { catalogue_version, total }: PriceBreakdown): PreparedPayload {
  const { country, payer } = form.values;
  const lines = orderLines(form);
  return { lines, terms_version: catalogue_version, expected_total: total, pay_by: payer, ...(form.asksCountry ? { country } : {}) };
}

/** Fill what the books know of the buyer into fields that are still empty. */
export function prefilled<Values extends BuyerValues>(values: Values, { name, email, customer }: ContactSession): Values {
  const known: Partial<BuyerValues> = {
    company: customer.name,
    contact: name,
    email,
    country: customer.country ?? "",
    tax_id: customer.tax_id ?? "",
    invoice_email: customer.invoice_email ?? "",
  };
  return filledIn(values, known);
}

/** The same for whom a quote was made; of another company, the books say nothing that belongs to its order. */
export function prefilledFor<Values extends BuyerValues>(values: Values, addressee: Addressee | null, session: ContactSession | null): Values {
  const { company = null, contact = null, email = null, country = null } = addressee ?? {};
  const known = { company: company ?? "", contact: contact ?? "", email: email ?? "", country: country ?? "" };
  const own = session && (!company || company === session.customer.name);
  const filled = filledIn(values, known);
  return own ? prefilled(filled, session) : filled;
}

function filledIn<Values extends BuyerValues>(values: Values, known: Partial<BuyerValues>): Values {
  const blanks = BUYER.filter((field) => !values[field].trim() && known[field]);
  return { ...values, ...Object.fromEntries(blanks.map((field) => [field, known[field]])) };
}

/** What the server says of a tax id that takes no tax off, where that is why there is no price. */
export function taxIdFault(problem: ProblemError | null): string | undefined {
  return problem?.type === "tax-id-refused" ? problem.errors[0]?.detail : undefined;
}

/** The server's faults at the controls of this page; a fault of something that is not on it stands without a link. */
export function problemFaults(problem: ProblemError, placed: Entry[]): FieldFault[] {
  if (problem.unreachable) return [{ field: null, text: `${common.unreachable} ${t.again}` }];
  if (problem.errors.length === 0) return [{ field: null, text: problem.detail || t.failed }];
  const here = new Set(["reference", "label", "confirmed_days_given_up"]);
  return problem.errors.map((error) => {
    const buyer = BUYER.find((field) => [`/buyer/${field}`, `/${field}`].includes(error.pointer));
    if (buyer) return { field: buyerControl(buyer), text: isMail(buyer) ? t.malformed[buyer] : t.at(t.fields[buyer], error.detail) };
    if (error.pointer.startsWith("/terms_")) return { field: TERMS, text: error.detail };
    const line = lineFaults({ ...problem, errors: [error] } as ProblemError, placed)[0];
    return { field: line && here.has(line.field) ? control(line.at, line.field) : null, text: error.detail };
  });
}

function isMail(field: BuyerField): field is keyof typeof t.malformed {
  return field in t.malformed;
}

function buyerFault(field: BuyerField, value: string): FieldFault[] {
  const needs: Partial<Record<BuyerField, string>> = t.needs;
  const text = value === "" ? needs[field] : isMail(field) && !isMailAddress(value) ? t.malformed[field] : undefined;
  return text ? [{ field: buyerControl(field), text }] : [];
}

function missingReference(card: PlanCard, name: string): FieldFault[] {
  if (card.reference.trim()) return [];
  const field = control(card.key, "reference");
  if (card.kind === "extension") return [{ field, text: t.needReference(name) }];
  return card.label.trim() ? [{ field, text: t.needReferenceForLabel(name) }] : [];
}

/** In the order in which they are priced, so that the server's positions lead to the same cards. */
function orderedCards(selection: Selection): PlanCard[] {
  return [...cardsOf(selection, "new_installation"), ...cardsOf(selection, "extension")];
}
