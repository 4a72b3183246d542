/** What is wrong with a draft, at the controls that mend it. */
import type { ProblemError } from "../../../api/request.ts";
import type { FieldFault } from "../../../components/ErrorSummary.tsx";
import { problemWords } from "../../../components/problemWords.ts";
import { isMailAddress } from "../../../lib/mail.ts";
import { controlOfMember, type Draft, lineControl, missingIn, type Missing } from "../../../state/draft.ts";
import type { Offer } from "../../../state/offer.ts";
import { deskQuotes as t } from "../../../text/en.ts";

/** The whole's discount has controls of its own. */
export const WHOLE = "whole";

/** A fault with the words that stand beside its control, where the line's number is plain to see. */
export interface DraftFault extends FieldFault {
  beside: string;
}

export function missingFaults(draft: Draft, offer: Offer): DraftFault[] {
  return missingIn(draft, offer).map((missing) => ({ field: controlOf(missing), text: words(draft, missing), beside: t.blanks[missing.blank] }));
}

function controlOf({ key, field }: Missing): string | null {
  return field === null ? null : lineControl(key ?? WHOLE, field);
}

function words({ lines }: Draft, { key, field, blank }: Missing): string {
  if (key === null) return field === null ? t.blanks[blank] : t.atWhole(t.blanks[blank]);
  return t.atLine(lines.findIndex((line) => line.key === key) + 1, t.blanks[blank]);
}

/** Why there is no price: the first refusal, or the first thing that is missing. */
export function unpriced(draft: Draft, offer: Offer, refused: readonly DraftFault[]): string {
  return [...refused, ...missingFaults(draft, offer)][0]?.text ?? t.priceFailed;
}

export function wrongAddress({ email }: Draft): DraftFault[] {
  const wrong = email.trim() !== "" && !isMailAddress(email.trim());
  return wrong ? [{ field: "addressee-email", text: t.badEmail, beside: t.badEmail }] : [];
}

/** The server's faults at the controls of the draft; what belongs to no control stands without a link. */
export function draftProblem(problem: ProblemError, draft: Draft): DraftFault[] {
  const { index } = problem.body;
  const said = problemWords(problem);
  if (problem.type === "discount-refused" && typeof index === "number") return [fault(discountControl(draft, index), said)];
  if (problem.unreachable || problem.errors.length === 0) return [fault(null, said)];
  return problem.errors.map(({ pointer, detail }) => lineFault(pointer, detail, draft) ?? fault(FIELDS[pointer] ?? null, detail));
}

function lineFault(pointer: string, detail: string, draft: Draft): DraftFault | null {
  const [, part, position, rest = ""] = /^\/(options|lines|discounts)\/(\d+)\/?(.*)$/.exec(pointer) ?? [];
  const index = Number(position ?? -1);
  if (part === "discounts") return fault(discountControl(draft, index), detail);
  const line = draft.lines[index];
  const member = rest.replace(/^line\/?/, "").replace("installation/", "");
  return line ? { field: controlOfMember(line, member), text: t.atLine(index + 1, detail), beside: detail } : null;
}

const fault = (field: string | null, text: string): DraftFault => ({ field, text, beside: text });

const FIELDS: Record<string, string> = {
  "/addressee/company": "addressee-company",
  "/addressee/contact": "addressee-contact",
  "/addressee/email": "addressee-email",
  "/addressee/country": "addressee-country",
  "/valid_until": "valid-until",
  "/note": "quote-note",
  "/advice": "quote-advice",
  "/currency": "quote-currency",
};

/** Discounts are sent line by line, then that of the whole. */
function discountControl({ lines }: Draft, index: number): string {
  const line = lines.filter(({ discount }) => discount.by !== "none")[index];
  return lineControl(line?.key ?? WHOLE, "discount");
}
