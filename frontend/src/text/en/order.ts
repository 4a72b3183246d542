/** Words of an order's page. */
import type { Method, OrderState } from "../../api/orders.ts";

export const title = "Your order";
export const description = "What was ordered, how to pay it, and what happens next.";
export const noScript = "This page needs JavaScript to show the order. The mail that confirmed it holds the same facts.";
export const askUs = "Ask us";
export const loading = "The order is being looked up …";
export const failed = "The order could not be read.";

export const unknownTitle = "There is no order at this address";
export const unknown =
  "Check that the whole address was copied: it is long, and mails sometimes break it. The mail that confirmed your order holds it.";

export const number = (number: string) => `Order ${number}`;
export const demo = "This is a demonstration: no real money moves.";
export const print = "Print";
export const steps = ["Choose", "Order", "Pay"];
export const stepsLabel = "Steps of the purchase";

export const stateWord: Record<OrderState, string> = {
  awaiting_payment: "awaiting payment",
  paid: "paid",
  awaiting_approval: "paid, being checked",
  fulfilled: "paid and in force",
  rejected: "not accepted",
  part_refunded: "partly refunded",
  refunded: "refunded",
  expired: "run out",
  cancelled: "cancelled",
};
export const stateTitle: Record<OrderState, string> = {
  awaiting_payment: "Pay to put it in force",
  paid: "The payment has arrived",
  awaiting_approval: "We are checking what you stated",
  fulfilled: "Your support is in force",
  rejected: "We could not accept this order",
  part_refunded: "Part of the money has gone back",
  refunded: "The money has gone back",
  expired: "This order ran out unpaid",
  cancelled: "This order was cancelled",
};
export const next: Record<OrderState, string> = {
  awaiting_payment: "Cover begins only once the money has arrived.",
  paid: "Your support is being put in force. This page shows it in a moment.",
  awaiting_approval: "A person compares the dates you stated with our records, then puts the support in force or writes to you. There is nothing for you to do.",
  fulfilled: "There is nothing left to do. The confirmation with all dates is in your mail.",
  rejected: "The full amount goes back the way it was paid. The mail we sent says why.",
  part_refunded: "The mail we sent says which part. What is in force, and what has ended, is listed below.",
  refunded: "It went back the way it was paid. Banks take a few days to show it.",
  expired: "Nothing was taken. Prices may have changed since, so order again to buy the same.",
  cancelled: "Nothing was taken. You can order again at any time.",
};
export const suspendedTitle = "Your support is suspended";
export const takenBackTitle = "The payment was taken back";
export const takenBack = "The bank or provider that made the payment decided a dispute so. What is still in force, if anything, is listed below.";
export const allEndedTitle = "The support of this order has ended";
export const allEnded = "The mail we sent says why. What has ended is listed below.";
export const coveredByCredit = "Nothing is left to pay: the credit for what you had covers this order in full.";
export const overtakenTitle = "This order can no longer be put in force";
export const overtaken = "What it changes has changed since. The note below says what happened, and what you can do.";
export const bookedTitle = "Your support is booked";
export const booked = "It begins on the first day below. There is nothing left to do; the confirmation with all dates is in your mail.";
export const listedTitle = "Money arrived that could not pay this order";
export const payAllTheSame = "Pay the full amount all the same";
export const expiresAt = (moment: string) => `The order stays open until ${moment}.`;
export const orderAgain = "Order again";

export const methodName: Record<Method, string> = { paypal: "PayPal", card: "Card", wire: "Wire transfer" };
export const methodHint: Record<Method, string> = {
  paypal: "You pay on PayPal’s own page and come back here.",
  card: "You pay on our card processor’s own page and come back here. We never see the card.",
  wire: "You get the bank details and a reference. It counts when the money arrives.",
};
export const payTitle = "How do you want to pay?";
export const payVerb: Record<Method, string> = { paypal: "Pay with PayPal", card: "Pay by card", wire: "Show the bank details" };
export const paying = "Opening the payment …";
export const noMethods = "No way to pay is open for this order any more.";
export const otherWay = "Choose another way to pay";

export const openTitle = (method: Method) => `A payment by ${inText[method]} is open`;
export const openText = (moment: string) =>
  `If you have not finished it, continue there until ${moment}. If you have, it arrives here in a moment.`;
export const carryOn: Record<Method, string> = { paypal: "Continue with PayPal", card: "Continue paying by card", wire: "Show the bank details" };
export const comingTitle = (method: Method) => `The payment by ${inText[method]} is on its way`;
export const comingText = "The provider has accepted it and waits for your bank, which can take some days. There is nothing for you to do, and no second payment is needed.";
export const updates = "This page updates itself.";
const inText: Record<Method, string> = { paypal: "PayPal", card: "card", wire: "wire transfer" };
export const declined = (method: Method) => `The payment by ${inText[method]} was declined. Nothing was taken. Try again, or pay another way.`;
export const failedAttempt = (method: Method) => `The payment by ${inText[method]} did not go through. Nothing was taken. Try again, or pay another way.`;
export const leftAttempt = (method: Method) => `The payment by ${inText[method]} was left or closed. Nothing was taken, and the order is still open.`;
export const expiredAttempt = (method: Method) => `The payment by ${inText[method]} was not finished in time. Nothing was taken.`;
export const overdue = "If money was taken nevertheless, it will be matched to this order or sent back.";

export const wireTitle = "Pay by wire transfer";
export const wireLead = "Give your bank exactly these details. The reference is how we find your payment.";
export const partPaid = (received: string, missing: string) => `We have received ${received}. ${missing} is still missing: wire it with the same reference, and the order is paid once all of it is here.`;
export const codeAlt = "EPC QR code with the bank details, the amount and the reference";
export const codeText = "Many banking apps in Europe fill in the transfer from this code.";
export const beneficiary = "Beneficiary";
export const bank = "Bank";
export const iban = "IBAN";
export const bic = "BIC";
export const reference = "Reference";
export const amount = "Amount";
export const due = "Due";
export const dueText = (day: string) => `${day}. Received up to this day, it counts from the day of your order.`;
export const honoured = "Honoured until";
export const honouredText = (day: string) => `${day}. Received later than it is due, it counts from the day it arrives.`;
export const copyNames = { iban: "the IBAN", reference: "the reference", amount: "the amount", due: "the due date" };
export const copying = (what: string) => ({
  copy: `Copy ${what}`,
  copied: "Copied.",
  copyFailed: "Your browser does not allow copying. Select the text instead.",
});

export const cancel = "Cancel this order";
export const cancelTitle = "Cancel this order?";
export const cancelText = "It can then no longer be paid. If you have already sent a wire, do not cancel; ask us.";
export const cancelYes = "Yes, cancel the order";
export const cancelNo = "Keep the order";

export const correctedTitle = "Please confirm the corrected dates";
export const correctedWord = "paid, dates corrected";
export const correctedStanding = "We need your answer";
export const corrected = "Our records differ from what you stated. These dates would hold instead:";
export const correctedReason = "Reason:";
export const correctedCaption = "The dates you were told beside the corrected ones";
export const correctedLine = "Line";
export const told = "You were told";
export const instead = "Corrected";
export const span = (first: string, last: string) => `${first} to ${last} (last covered day)`;
export const confirmDates = "Confirm the corrected dates";
export const disagree = "If you do not agree, ask us; the order can still be refused, and the money then goes back in full.";

export const factsTitle = "The order";
export const placedAt = "Ordered";
export const total = "Total";
export const paidTerm = "Paid";
/** Of a wire, the day the bank names is what books are kept by; when it was entered here says nothing. */
export const paidText = (method: Method | "credit", moment: string, received: string) => {
  if (method === "credit") return `nothing was left to pay: a credit covers it, ${moment}`;
  return method === "wire" ? `by ${inText.wire}, received on ${received}` : `by ${inText[method]}, ${moment}`;
};
export const countsFrom = "Counts from";
export const company = "Company";
export const contact = "Contact";
export const email = "E-mail";
export const country = "Country";
export const taxId = "Tax id";
export const purchaseOrder = "Purchase order";
export const invoiceEmail = "E-mail for the invoice";
export const termsVersion = "Terms of sale";
export const linesTitle = "What was ordered";
export const notesTitle = "Notes on unclear terms";
export const inForceTitle = "What is in force";
export const suspended = "suspended";
export const suspendedSince = (day: string) => `No request is served on it since ${day}.`;
export const usableUntil = (day: string) => `, to be used up to ${day}`;
export const endedTitle = "What has ended";
export const endedOn = (day: string) => `it ended early, its last covered day was ${day}.`;
export const neverBegan = (first: string) => `it never began; its first day would have been ${first}.`;
export const endedBecause: Record<string, string> = {
  upgrade: "It was upgraded.",
  start_today: "Another plan began that day in its place.",
  revoked: "It was taken back, with its update windows.",
};
export const unitsEnded = (count: number, name: string) => `${count} × ${name}: what was unused of it can no longer be used.`;
export const installation = (name: string, number: number) => (name ? `Installation ${name}` : `Installation of line ${number}`);
export const units = (count: number, name: string) => `${count} × ${name}`;
export const historyTitle = "History";
export const moved = (word: string) => `The order is now ${word}.`;
export const updateFailed = "The page could not be brought up to date. What you see may be old.";
