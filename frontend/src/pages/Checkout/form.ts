/** The checkout's form as data: its values, what is missing, what is sent, and what the server found wrong. */
import type { Money } from "../../api/catalogue.ts";
import type { Buyer, OrderPayload } from "../../api/orders.ts";
import type { PriceBreakdown } from "../../api/prices.ts";
import { type Answer, lineFaults } from "../../api/pricing.ts";
import type { ProblemError } from "../../api/request.ts";
import type { FieldFault } from "../../components/ErrorSummary.tsx";
import { unconfirmed } from "../../components/GiveUp.tsx";
import { isMailAddress } from "../../lib/mail.ts";
import { type Offer, planName } from "../../state/offer.ts";
import { cardsOf, control, entries, orderLine, type PlanCard, type Selection } from "../../state/selection.ts";
import { checkout as t, common } from "../../text/en.ts";

export const BUYER = ["company", "contact", "email", "country", "tax_id", "purchase_order", "invoice_email"] as const;
export type BuyerField = (typeof BUYER)[number];
export type BuyerValues = Record<BuyerField, string>;

/** What the buyer fills in besides the installations. */
export interface Kept extends BuyerValues {
  /** The version of the terms that the buyer accepted, or nothing. */
  accepted: string;
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
};

/** Ids of the controls that belong to no line. */
export const TERMS = "accept-terms";
export const TOTAL = "accept-total";
export const buyerControl = (field: BuyerField): string => `buyer-${field}`;

/** A total that changed after it was shown; the buyer agrees to the new one. */
export interface ChangedTotal {
  was: Money;
  now: Money;
  agreed: boolean;
}

/** Everything that is missing, in the order of the page. */
export function missing(selection: Selection, offer: Offer, answer: Answer, values: Kept, changed: ChangedTotal | null): FieldFault[] {
  const version = answer.breakdown?.catalogue_version;
  const others: [boolean, string, string][] = [
    [values.accepted !== version, TERMS, t.needTerms],
    [changed !== null && !changed.agreed, TOTAL, t.needTotal],
  ];
  return [
    ...selection.cards.flatMap((card) => missingReference(card, planName(offer, card.plan))),
    ...unconfirmed(selection, answer),
    ...BUYER.flatMap((field) => buyerFault(field, values[field].trim())),
    ...others.filter(([wrong]) => wrong).map(([, field, text]) => ({ field, text })),
  ];
}

/** What is sent; empty optional fields are left out. */
export function orderPayload(selection: Selection, offer: Offer, values: Kept, { catalogue_version, total }: PriceBreakdown): OrderPayload {
  const filled = BUYER.map((field) => [field, values[field].trim()]).filter(([, value]) => value);
  const incidents = entries(selection, offer).filter(({ line }) => line.kind === "incidents");
  return {
    lines: [...orderedCards(selection).map(orderLine), ...incidents.map(({ line }) => line)],
    buyer: Object.fromEntries(filled) as unknown as Buyer,
    terms_version: catalogue_version,
    terms_accepted: true,
    expected_total: total,
  };
}

/** The server's faults at the controls of this page; a fault of something that is not on it stands without a link. */
export function problemFaults(problem: ProblemError, selection: Selection, offer: Offer): FieldFault[] {
  if (problem.unreachable) return [{ field: null, text: `${common.unreachable} ${t.again}` }];
  if (problem.errors.length === 0) return [{ field: null, text: problem.detail || t.failed }];
  const here = new Set(["reference", "label", "confirmed_days_given_up"]);
  const placed = entries(selection, offer);
  return problem.errors.map((error) => {
    const buyer = BUYER.find((field) => error.pointer === `/buyer/${field}`);
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
