/** Words of a quote's page, and of the checkout that is opened from it. */
import type { Alternative, QuoteState } from "../../api/quotes.ts";
import { list } from "./common.ts";

export const title = "Your quote";
export const description = "What is offered, what it covers in dates, what it costs, and until when it holds.";
export const noScript = "This page needs JavaScript to show the quote. The quote’s PDF holds the same facts; ask us for it, and name the quote’s number.";
export const askUs = "Ask us";
export const loading = "The quote is being looked up …";
export const failed = "The quote could not be read.";
export const stale = "The page could not be brought up to date. What you see may be old.";
export const unknownTitle = "There is no quote at this address";
export const unknown = "Check that the whole address was copied: it is long, and mails sometimes break it. The quote’s PDF holds it as well.";

export const number = (number: string, revision: number) => (revision > 1 ? `Quote ${number}, revision ${revision}` : `Quote ${number}`);
export const stateWord: Record<QuoteState, string> = {
  issued: "open",
  accepted: "accepted",
  ordered: "accepted and ordered",
  replaced: "replaced",
  declined: "declined",
  expired: "expired",
  revoked: "withdrawn",
};
export const validUntil = (day: string) => `Valid until ${day}`;
export const validNote = (zone: string) => `That is the last day on which it can be accepted (by the time of ${zone}). Prices and terms are fixed until then.`;
export const nowStands = (word: string) => `The quote is now ${word}.`;

export const expiredTitle = (day: string) => `This quote expired: its last day was ${day}`;
export const expired = "It can no longer be accepted or paid. Below, its price stands beside what the same costs today.";
export const expiredUnpriced = "It can no longer be accepted or paid, and what it offered is not sold in this form today.";
export const replacedTitle = "A newer revision replaced this quote";
export const replaced = "This one can no longer be accepted or paid. The newer one says what changed.";
export const toNewer = "Open the newer quote";
export const revokedTitle = "We have withdrawn this quote";
export const revoked = "It can no longer be accepted or paid. Ask for a fresh one if you still need it.";
export const declinedTitle = "This quote was declined";
export const declined = "It can no longer be accepted or paid. If you changed your mind, ask for a fresh one.";
export const orderedTitle = "This quote was accepted";
export const ordered = "It was ordered, so there is nothing more to accept here. Its order says how it stands.";
export const orderMailed = "The link to the order was mailed to whoever ordered.";
export const paidTitle = "This quote was accepted and paid";
export const paid = "There is nothing left to do. Its order says what it covers.";
export const awaitingTitle = "This quote was accepted and waits for payment";
export const awaiting = "The order is open. It holds the price of the quote, and can be paid on its own page.";
export const closedTitle = "This quote was accepted, and its order was closed unpaid";
export const closed = "A quote can be ordered once. Ask for a fresh one if you still need it.";
export const toOrder = "Open the order";

export const partiesTitle = "The quote";
export const from = "From";
export const seller = "Your contact";
export const forWhom = "For";
export const anybody = "whoever has this address";
export const madeByBuyer = "Made on our site without a seller, at list price.";
export const noteTitle = "A note for you";
export const changesTitle = (revision: number) => `What changed since revision ${revision - 1}`;

export const offeredTitle = "What is offered";
export const pricedByDays = (then: string, now: string) =>
  `The price of an upgrade is fixed as it was worked out on ${then}, with the days that were left then. Cover is counted from the day of the order: the dates below are those of ${now}. For a price worked out anew, ask us.`;
export const includedTitle = "In every case";
export const chooseTitle = "Choose one";
export const alternativeTitle = (alternative: Alternative, titles: readonly string[]) => `${alternative}: ${list(titles)}`;
export const pricedTitle = (title: string, price: string) => `${title} (${price})`;
export const optionalTitle = "Add what you like";
export const optionalLead = "Nothing here is part of the total until you tick it.";
export const notesTitle = "Notes on unclear terms";

export const summaryTitle = "Your choice";
export const wasOffered = "As it was offered";
export const pricing = "The total is being worked out …";
export const priceFailed = "The total could not be worked out.";
export const priceUnknown = "The total is not known yet.";
export const accept = "Accept and order";
export const refusedTitle = "This cannot be ordered today";
export const refusedAsk = "Ask a question below, and we offer what fits now.";
export const acceptHint = "You say who orders and accept the terms of sale on the next page. Nothing is ordered before that.";

export const papersTitle = "Papers";
export const pdf = "The quote as PDF";
export const signedDocument = "The signed document";
export const verify = "Check the signature";
export const verifyHint = "The signature proves that the quote is ours and that not a letter was changed.";
export const signedWith = (key: string) => `Signed with key ${key}.`;
export const copying = { copy: "Copy the link to this quote", copied: "The link is copied.", copyFailed: "Your browser does not allow copying. The link is in the address bar." };
export const print = "Print";

export const answersTitle = "Something is not right?";
export const ask = "Ask a question";
export const askTitle = "Ask about this quote";
export const askLead = (who: string) => `${who} answers by mail.`;
export const email = "Your e-mail";
export const emailHint = "The answer goes here.";
export const needEmail = "Enter your e-mail address in full, such as name@example.com.";
export const question = "Your question";
export const needQuestion = "Write your question.";
export const sendQuestion = "Send the question";
export const sending = "Sending …";
export const asked = (email: string) => `Your question was sent. The answer comes to ${email}.`;
export const askAnother = "Ask something else";
export const decline = "Decline this quote";
export const declineTitle = "Decline this quote?";
export const declineLead = "It then can no longer be accepted. Your reason goes to the one who made the quote.";
export const reason = "Why it does not fit";
export const needReason = "Say in a few words why it does not fit.";
export const declineYes = "Yes, decline the quote";
export const declineNo = "Keep the quote open";
export const declining = "Declining …";

export const comparedTitle = "Its price and today’s";
export const comparedCaption = "What the quote offered, at its own price and at the price of today";
export const line = "Line";
export const thenPrice = "In the quote";
export const todayPrice = "Today";
export const total = "Total";
export const notSold = "not sold in this form today";
export const buyToday = "See what is on sale today";

export const freshTitle = "Ask for a fresh quote";
export const freshLead = "We send you a new one for the same, at the prices that hold now. It is accepted anew.";
export const freshEmailHint = "The new quote goes here. Leave it empty to use the address of this quote.";
export const freshText = "What should be different?";
export const sendFresh = "Ask for it";
export const freshSent = "We have been asked. You get the fresh quote by mail.";

export const checkoutTitle = (number: string) => `Order by quote ${number}`;
export const checkoutWorking = "The quote is being looked up …";
export const backToQuote = "Back to the quote";
export const notOpenTitle = "This quote can no longer be accepted";
