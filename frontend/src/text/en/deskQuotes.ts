/** Words of the desk's pages of quotes: the list, the draft that is written, and the quote that was issued. */
import type { Alternative, QuoteState } from "../../api/quotes.ts";
import { list } from "./common.ts";

export const listTitle = "Quotes";
export const listDescription = "Every quote: drafts, what was sent, opened, accepted and paid, and what is about to expire.";
export const newTitle = "A new quote";
export const newDescription = "Put a quote together, see its price, and issue it.";
export const oneTitle = "Quote";
export const oneDescription = "One quote, as it is written or as it was issued, and what became of it.";
export const loading = "The quote is being looked up …";
export const write = "Write a new quote";
export const stateWord: Record<"draft" | QuoteState, string> = {
  draft: "draft",
  issued: "open",
  accepted: "accepted",
  ordered: "ordered",
  replaced: "replaced",
  declined: "declined",
  expired: "expired",
  revoked: "withdrawn",
};

export const whomTitle = "For whom";
export const whomLead = "A customer of the books, somebody by name, or nobody: whoever has the link can accept it. The link is mailed to the address below.";
export const find = "Find a customer";
export const findHint = "A part of its name, a mail address, or a licence key.";
export const search = "Search";
export const searching = "Searching …";
export const foundNothing = "No customer matches.";
export const choose = (name: string) => `Choose ${name}`;
export const customer = (name: string) => `Customer: ${name}`;
export const leave = "Take the customer off";
export const leftLines = "Lines for its installations lose theirs, and ask for another one.";
export const sellersOnly = "Quotes are written by sales. An admin can give you another role.";
export const person = "One of its people";
export const choosePerson = "Choose who gets the quote";
export const personOption = (name: string, email: string) => `${name}, ${email}`;
export const fields = { company: "Company", contact: "Contact", email: "E-mail", country: "Country" };
export const chooseCountry = "Choose a country";
export const badEmail = "Enter the whole address, such as name@example.com, or leave it empty.";

export const linesTitle = "Lines";
export const noLines = "There is no line yet.";
export const addTitle = "Add a line";
export const kinds = {
  new_installation: "New installation",
  extension: "Extension, as stated",
  installation_extension: "Extension of an installation",
  upgrade: "Upgrade of an installation",
  incidents: "Incidents",
};
export const kindsNeedCustomer = "Extensions and upgrades of known installations need a customer.";
export const legend = (number: number, kind: string) => `Line ${number}: ${kind}`;
export const remove = (number: number) => `Remove line ${number}`;
export const choice = "How it is offered";
export const choices = { included: "Always part of it", optional: "Optional: the buyer may add it", A: "Alternative A", B: "Alternative B" };
export const alternative = (which: Alternative | null) => (which ? `With ${which}` : "In total");
export const plan = "Plan";
export const choosePlan = "Choose a plan";
export const periods = "How long";
export const current = "Plan now";
export const chooseCurrent = "Choose the plan it has";
export const day = "Last covered day";
export const dayHint = "As the customer states it; we check it after payment.";
export const start = "Start";
export const starts = { first: "The first that is open", at_end: "When the current term ends", today: "Today", continuous: "Where the last term ended", from_payment: "On the day of payment" };
export const installation = "Installation";
export const chooseInstallation = "Choose an installation";
export const installationOption = (name: string, reference: string) => (name && name !== reference ? `${name} (${reference})` : reference);
export const keepsEnd = "Keep the old end, and pay the difference by days";
export const keepsEndHint = "Otherwise a full new term begins, and what is left of the old one is credited.";
export const level = "Level";
export const chooseLevel = "Choose a level";
export const units = "How many";
export const reference = "Licence key or host name";
export const label = "The customer’s own name for it";

export const discount = "Discount";
export const discountWhole = "Discount on the whole";
export const discountBy = { none: "None", percent: "Per cent", amount: "An amount" };
export const percent = "Per cent";
export const percentHint = "Such as 10 or 12.5.";
export const amount = (currency: string) => `Amount in ${currency}`;
export const reason = "Reason";
export const reasonHint = "The buyer reads it beside the price.";

export const termsTitle = "Validity and note";
export const validUntil = "Valid until";
export const validUntilHint = "The last day on which it can be accepted. Empty: as long as quotes usually hold, counted from its issue.";
export const currency = "Currency";
export const currencyHint = "A quote is in one currency, and nothing is converted.";
export const note = "Note to the buyer";

export const adviceTitle = "Advice";
export const advice = "Address of an advice";
export const adviceHint = "Paste the whole address of an answer of “Help me choose a plan”. The quote then carries the answer as an appendix, frozen at its issue.";
export const againstTitle = "The advice speaks against this quote";
export const against = "Its buyer would read that behind the offer. The quote can be issued all the same.";
export const removeAdvice = "Remove the advice";
export const adviceFrozen = "This would be frozen if it were issued now:";

export const blanks = {
  plan: "Choose a plan.",
  current: "Choose the plan it has now.",
  day: "Enter the last covered day.",
  installation: "Choose an installation.",
  level: "Choose a level.",
  units: "Enter a whole number of incidents.",
  percent: "Enter a percentage above 0 and up to 100, such as 12.5.",
  amount: "Enter an amount above 0, such as 250.00.",
  reason: "Give the discount’s reason.",
  "one-alternative": "Offer both alternatives, A and B, or none.",
  "only-optional": "Offer at least one line that is not optional.",
  "no-lines": "Add at least one line.",
};
export const atLine = (number: number, sentence: string) => `Line ${number}: ${sentence}`;
export const atWhole = (sentence: string) => `Discount on the whole: ${sentence}`;

export const priceTitle = "Price";
export const pricing = "The price is being worked out …";
export const priceFailed = "The price could not be worked out.";
export const listTotal = "By the list";
export const discountShare = (share: string) => `Discounts take off up to ${share} %.`;
export const save = "Save the draft";
export const saving = "Saving …";
export const saved = "Saved.";
export const unsaved = "Not saved yet.";
export const restored = "What you typed here before is filled in. It is not saved yet.";
export const discard = "Go back to what was saved";
export const staleTitle = "Somebody else changed this draft meanwhile";
export const stale = "What you typed is still here. Open the newest in another tab to compare, or save yours over it.";
export const overwrite = "Save mine over it";

export const approvalTitle = "Approval of discounts";
export const approval = {
  needed: (percent: string) => `Discounts of ${percent} % need a second person’s approval before the quote is issued.`,
  asked: (by: string) => `${by} asked for approval. Somebody else gives or refuses it.`,
  given: (by: string) => `${by} approved the discounts.`,
  refused: (by: string, reason: string) => `${by} refused the discounts: ${reason}`,
};
export const askApproval = "Ask for approval";
export const askingApproval = "Asking …";
export const ownQuote = "You wrote this quote, so somebody else decides.";
export const approve = { ask: "Approve the discounts", title: "Approve these discounts?", text: "The seller can then issue the quote.", yes: "Yes, approve them", no: "Not now", busy: "Approving …" };
export const refuse = { ask: "Refuse the discounts", title: "Refuse these discounts?", text: "The seller reads your reason, and can change the draft.", yes: "Yes, refuse them", no: "Not now", busy: "Refusing …" };
export const refuseReason = "Why";
export const needReason = "Say why in a few words.";

export const issue = { ask: "Issue the quote", title: "Issue this quote?", text: "It is then numbered, signed and frozen: prices, terms and dates are changed only by a new revision.", yes: "Yes, issue it", no: "Keep the draft", busy: "Issuing …" };
export const goOnTitle = "What next";
export const repriced = "Prices or cover changed since the draft was saved. It was priced anew: look at it, then issue it.";
export const issueApprovedFirst = "It can be issued once its discounts are approved.";
export const issueSaveFirst = "Save the draft before you issue it.";

export const number = (number: string, revision: number) => (revision > 1 ? `Quote ${number}, revision ${revision}` : `Quote ${number}`);
export const draftNumber = (number: string, revision: number) => (revision > 1 ? `Draft of quote ${number}, revision ${revision}` : `Draft of quote ${number}`);
export const standing = {
  draft: "A draft: it has not been issued yet.",
  issued: (day: string) => `Open: the buyer can accept it up to ${day}, its last day.`,
  accepted: "The buyer accepted it.",
  ordered: "The buyer accepted and ordered it.",
  replaced: "A newer revision replaced it.",
  declined: "The buyer declined it.",
  expired: (day: string) => `It expired: its last day was ${day}.`,
  revoked: "It was withdrawn.",
};
export const changesTitle = "What changed since the revision before";
export const revisionsTitle = "Revisions";
export const revision = (number: number, state: string) => `Revision ${number}, ${state}`;
export const thisRevision = "this one";
export const taken = (what: readonly string[]) => `Taken: ${list(what)}.`;
export const orderStands = { awaiting: "The order waits for its payment.", paid: "The order is paid.", closed: "The order was closed unpaid." };
export const ordered = "Ordered";
export const toOrder = (number: string) => `Open order ${number}`;
export const linkTitle = "The buyer’s link";
export const link = "Open as the buyer sees it";
export const copyLink = { copy: "Copy the link", copied: "The link is copied.", copyFailed: "Your browser does not allow copying. The link stands beside the button." };
export const copyPreset = { copy: "Copy as preset link", copied: "The preset link is copied.", copyFailed: "Your browser does not allow copying. Open the preset link instead." };
export const presetHint = "A preset link stores nothing: it opens the configurator at the list price of the day.";
export const presetLeavesOut = (lines: readonly { kind: keyof typeof kinds; choice: keyof typeof choices }[]) =>
  `It leaves out what the configurator has no place for: ${list(lines.map(({ kind, choice }) => (choice === "included" ? kinds[kind] : `${kinds[kind]} (${choices[choice]})`)))}.`;
export const noPreset = "No preset link: the configurator has a place for none of these lines.";
export const openPreset = "Open the preset link";

export const send = { ask: "Send it by mail", title: "Send the link by mail?", yes: "Yes, send it", no: "Not now", busy: "Sending …" };
export const sendTo = "To";
export const needEmail = "Enter the whole address, such as name@example.com.";
export const sentAt = (moment: string) => `Last sent ${moment}.`;
export const actsTitle = "What you can do";
export const extendReason = "Why, for the audit";
export const revise = { ask: "Revise", title: "Write a new revision?", text: "A draft with the same lines opens. Once it is issued, this link leads to it and says what changed.", yes: "Yes, write a revision", no: "Not now", busy: "Copying …" };
export const duplicate = { ask: "Duplicate", title: "Write another quote with the same lines?", text: "A draft of its own opens; this quote stays as it is.", yes: "Yes, duplicate it", no: "Not now", busy: "Copying …" };
export const revoke = { ask: "Withdraw", title: "Withdraw this quote?", text: "Nobody can accept it any more. The page says that it was withdrawn, not why.", yes: "Yes, withdraw it", no: "Keep it open", busy: "Withdrawing …" };
export const revokeReason = "Why, for the audit";
export const extend = { ask: "Extend the validity", title: "Until when shall it hold?", text: "Prices and terms stay as they were frozen.", yes: "Extend it", no: "Not now", busy: "Extending …" };
export const needDay = "Enter a day later than the one it has.";

export const linesOffered = "What it offers";
export const whomFor = "Addressed to";
export const customerOf = "Customer";
export const seller = "Seller";
export const aBuyer = "the buyer";
export const actor = { buyer: "the buyer", visitor: "the buyer", system: "the product" };
export const madeByBuyer = "A buyer made it alone, at list price.";
export const openFor = "Whoever has the link";
export const noteTitle = "The note";
export const papersTitle = "Papers";
export const pdf = "The quote as PDF";
export const document = "The signed document";
export const verify = "Check the signature";
export const historyTitle = "History";
export const openingsTitle = "Openings";
export const neverOpened = "It has not been opened yet.";
export const openedFirst = (moment: string) => `First opened ${moment}.`;
export const openingsHint = "Your own visits, bots and link previews do not count. The history names each day it was opened on.";

export const columns = {
  quote: "Quote",
  whom: "For whom",
  state: "State",
  total: "Total",
  valid: "Valid until",
  seller: "Seller",
  sent: "Sent",
  opened: "Opened",
};
export const searchHint = "A quote’s or order’s number, a company or mail address.";
export const caption = "Quotes";
export const revisionOf = (revision: number) => `Revision ${revision}`;
export const expiring = "expires soon";
export const approvalWord = { needed: "needs approval", asked: "waits for approval", refused: "discounts refused" };
export const filters = {
  draft: "Draft",
  to_approve: "Waits for approval",
  issued: "Open",
  sent: "Open and sent",
  opened: "Open, and the buyer saw it",
  expiring: "Expires soon",
  accepted: "Accepted",
  paid: "Paid",
  declined: "Declined",
  expired: "Expired",
  replaced: "Replaced",
  revoked: "Withdrawn",
};
export const sorts = { newest: "Newest first", oldest: "Oldest first" };
export const empty = "No quote was written yet.";
