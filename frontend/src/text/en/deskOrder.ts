/** Words of an order's page at the desk. */

export const title = "Order";
export const description = "One order as staff see it: what it buys, its money, its documents, and who did what.";
export const number = (order: string) => `Order ${order}`;
export const total = "Total";
export const disputeWord: Record<string, string> = { open: "in dispute", lost: "lost in a dispute" };
export const coverSuspended = "cover suspended";
export const buyersPage = "The buyer’s own page of this order";
export const buyerReads = "The buyer reads";
export const customer = "Customer";
export const guest = "a guest: no customer of ours yet";
export const quote = "From the quote";

export const approveTitle = "Check what the guest stated";
export const approveText =
  "The order is paid. Compare the licence, the plan and the last covered day with ours. Left as it is, cover begins at once; with another day the buyer is told the new dates and confirms them first.";
export const lastDay = (line: number, plan: string) => `Line ${line}, ${plan}: last covered day`;
export const overtaken = "Another order closed the plan that this one upgrades: it can only be rejected.";
export const approve = "Approve";
export const correct = "Correct, and ask the buyer";
export const check = "Show what approving does";
export const checking = "Working it out …";
export const change = "Change it";
export const approvingTitle = "This is what it does";
export const approveDoes = "Cover begins with these days at once, and the buyer is told. It is not taken back by a click.";
export const correctDoes = (email: string) => `These days are mailed to ${email}, who must confirm them before cover begins.`;
export const orReject = "If the day is right, this cannot be sold so: reject the order.";
export const rejecting = {
  ask: "Reject the order …",
  title: "Reject this order?",
  yes: "Reject, and send the money back",
  no: "Keep it waiting",
};
export const rejectText = (amount: string, way: string) =>
  `${amount} goes back. ${way} The order ends and the buyer is told the reason above. No cover had begun, so none ends. This cannot be undone.`;
export const rejectWay: Record<string, string> = {
  card: "It goes back to the card through the provider, at once.",
  paypal: "It goes back to the PayPal account through the provider, at once.",
  wire: "It was paid by wire, so it is listed for finance to wire back.",
};
export const nothingGoesBack =
  "A credit paid it all, so no money goes back. The order ends and the buyer is told the reason above. This cannot be undone.";
export const statedLine = "Line";
export const statedKey = "Licence key or host name";
export const statedLabel = "What the buyer calls it";
export const statedPlan = "Plan stated to be held";
export const notStated = "not stated";
export const reason = "Reason";
export const reasonHint = "The buyer is told, and the history keeps it.";
export const needReason = "Say why.";
export const needDay = "Enter the last covered day.";
export const waitsForBuyer = "The buyer has been asked to confirm the corrected dates.";

export const cancelTitle = "Cancel the order";
export const cancelText = "Pay pages that are open are shut first. Money that comes all the same is listed for a person.";
export const cancelHint = "The history and the audit keep it; the buyer’s page says only that the order is cancelled.";
export const cancel = "Cancel this order";
export const acting = "Sending …";

export const moneyTitle = "Money";
export const attempts = "Attempts to pay, newest first";
export const method = "By";
export const attemptState = "State";
export const amount = "Amount";
export const started = "Started";
export const providerNames = "What the provider calls it";
export const ledger = "Booked money, oldest first";
export const on = "Counts on";
export const reference = "Reference, at the bank or the provider";
export const valueDate = "Value date";
export const atTheBank = "At the bank";
export const mistake =
  "A wire by hand that never came is reversed under Money while the whole of it waits there. Once it has paid the order, cover follows from it: then it is given back by a refund.";
export const refunds = "Refunds, newest first";
export const why = "Why";
export const listed = "What needed a person, newest first";
export const what = "What";
export const detail = "What is known";
export const settled = "Settled";
export const open = "waits";
export const toMoney = "To the list of what needs a person";
export const toWires = "Enter a wire by hand, or import a statement";
export const noMoney = "No payment was tried yet.";

export const methodName: Record<string, string> = {
  paypal: "PayPal",
  card: "card",
  wire: "wire",
  credit: "credit",
  write_off: "write-off",
};
export const attemptWord: Record<string, string> = {
  created: "created",
  pending: "open",
  captured: "captured",
  declined: "declined",
  failed: "failed",
  abandoned: "left",
  expired: "ran out",
};
export const refundWord: Record<string, string> = { requested: "asked for", pending: "on its way", succeeded: "sent back", failed: "failed" };
export const listedWord: Record<string, string> = {
  early: "early money",
  late: "late money",
  surplus: "surplus",
  short: "too little",
  over: "too much",
  wrong_currency: "wrong currency",
  unknown: "unknown money",
  refund_failed: "failed refund",
  wire_refund: "wire to send back",
  dispute: "dispute",
  notice: "stuck notice",
};

export const documentsTitle = "Documents";
export const noDocuments = "No document was issued yet.";
export const issued = (date: string) => `issued on ${date}`;

export const historyTitle = "History";
export const by = (actor: string, reason: string | null) => (reason ? `${actor}: “${reason}”` : actor);
export const bankReference = (reference: string) => `bank reference ${reference}`;
export const actor: Record<string, string> = { buyer: "the buyer", system: "Plandesk", staff: "staff", contact: "a contact", program: "program" };
