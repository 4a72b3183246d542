/** Words of the list of what needs a person, and of giving money back. */

export const title = "Money that needs a person";
export const description = "Money that no order accounts for, refunds that failed, disputes, and notices that fit nothing.";
export const itemTitle = "One thing that needs a person";
export const itemDescription = "What is known of it, and what can be done.";

export const caption = "What needs a person, longest waiting first";
export const searchHint = "Order, wire reference, tax id, mail address, or how the company’s name begins.";
export const columns = { kind: "What", amount: "Amount", order: "Order", company: "Company", since: "Since", detail: "What is known", settled: "Settled" };
export const states = { open: "Open", closed: "Settled" };
export const sorts = { longest: "Longest waiting first", newest: "Newest first" };
export const empty = "Nothing needs a person: all money is accounted for.";

export const kindName: Record<string, string> = {
  early: "Dated before its order",
  late: "Too late for its order",
  surplus: "More than was owed",
  short: "Less than is owed",
  over: "More than is owed",
  wrong_currency: "In another currency",
  unknown: "Fits no order",
  refund_failed: "A refund failed",
  wire_refund: "A wire to send back",
  dispute: "In dispute",
  notice: "A notice that fits nothing",
};
export const resolutionName: Record<string, string> = {
  sent_back: "sent back",
  used: "used for an order",
  kept: "kept as income",
  reversed: "reversed: it never came",
  tried_again: "tried again",
  settled_by_hand: "settled by hand",
  lost: "lost in a dispute",
  closed: "closed",
};
export const refundState: Record<string, string> = {
  requested: "requested",
  pending: "on its way",
  succeeded: "arrived",
  failed: "failed",
};
export const disputeState: Record<string, string> = {
  open: "waits for our answer",
  under_review: "is being looked into",
  won: "was won: the money stays",
  lost: "was lost: the money is gone",
};
export const wayName: Record<string, string> = { paypal: "PayPal", card: "card", wire: "wire" };

export const facts = "What is known";
export const held = "This money is in the books, and no order accounts for it.";
export const since = (moment: string) => `Waits since ${moment}`;
export const order = "Order";
export const company = "Company";
export const detail = "Detail";
export const valueDate = "Value date";
export const atTheBank = "At the bank";
export const noBankReference = "no reference of the bank";
export const enteredByHand = "entered by hand";
export const lineOfStatement = (line: number) => `line ${line} of its statement`;
export const amount = "Amount";
export const dispute = "Dispute";
export const disputed = (state: string, reason: string) => `It ${state}. The bank’s reason: ${reason}.`;
export const answerBy = (day: string) => `Answer it at the provider by ${day}.`;
export const answerAtProvider = "Disputes are answered at the provider; what it decides arrives here by itself.";
export const refunds = "Refunds";
export const refunded = (amount: string, way: string, state: string) => `${amount} by ${way}: ${state}`;
export const settledBy = (by: string, how: string, moment: string) => `${by} settled this on ${moment}: ${how}.`;
export const why = (reason: string) => `Why: ${reason}`;
export const did = (what: string) => `What it did: ${what}`;
export const nothingToDo = "Its money is on its way, or the provider has not decided yet. Nothing is to be done now.";
export const choices = "What can be done";
export const toList = "Back to the list";

export const reason = "Why";
export const reasonHint = "It is kept with your name.";
export const needReason = "Say why: it is kept with your name.";
export const no = "Leave it";
export const busy = "Working …";

export const use = {
  ask: "Use it for an order",
  title: "Which order shall this money pay?",
  text: "The order must await payment in the same currency. What is above its price stays on the list; too little waits for the rest.",
  yes: "Let it pay this order",
  no,
  busy,
};
export const useNumber = "Number of the order, or the reference of its wire";
export const needNumber = "This is neither an order number of ten digits nor the reference of a wire such as RF47 1234 5678 90.";
export const sendBack = {
  ask: "Send it back",
  title: "Send this money back?",
  text: "A payment by card or PayPal goes back through the provider at once, and cannot be called back. A wire is listed for you to send.",
  yes: "Send it back",
  no,
  busy,
};
export const keep = {
  ask: "Keep it as income",
  title: "Keep this money?",
  text: "It leaves the list, and the accounts name it as kept. No money moves, and this cannot be undone here.",
  yes: "Keep it",
  no,
  busy,
};
export const reverse = {
  ask: "It never came: reverse the entry",
  title: "Was this wire entered by mistake?",
  text: "A ledger entry of its own takes it out of the books, and its line at the bank can be booked again, for the right order.",
  yes: "Reverse it",
  no,
  busy,
};
export const sendAgain = {
  ask: "Try the refund again the same way",
  title: "Send this refund again?",
  text: "A new refund is made, by the way the first one went. It cannot be called back.",
  yes: "Send it again",
  no,
  busy,
};
export const sendByWire = {
  ask: "Send it by wire instead",
  title: "Send this refund by wire?",
  text: "A new refund is listed for you to wire. Ask the buyer for an account first, and confirm the wire once it was sent.",
  yes: "List it as a wire",
  no,
  busy,
};
export const settleByHand = {
  ask: "Settled by hand",
  title: "Is nothing owed any more?",
  text: "The money stays with the order, and no further refund is made. Cover that ended stays ended.",
  yes: "It is settled",
  no,
  busy,
};
export const confirmWire = {
  ask: "Confirm that the wire was sent",
  title: "Was the wire sent?",
  text: "The refund then counts as arrived: the ledger, the order and a credit note follow, and the buyer is told.",
  yes: "It was sent",
  no,
  busy,
};
export const sentOn = "Sent on";
export const bankReference = "The bank’s reference";
export const needDay = "Say on which day the bank sent it.";
export const needReference = "Say what the bank calls it.";
export const wireFailed = {
  ask: "The wire came back, or cannot be sent",
  title: "Has this wire failed?",
  text: "The money is the order’s or the list’s again, and the refund is listed as failed.",
  yes: "It has failed",
  no,
  busy,
};
export const endCover = {
  ask: "End the cover",
  title: "End the cover that this money paid for?",
  text: "Its terms and unused incidents end today, with their update windows. This cannot be undone here.",
  yes: "End the cover",
  no,
  busy,
};
export const keepCover = {
  ask: "Let the cover go on",
  title: "Let the cover go on?",
  text: "Terms that the dispute suspended serve requests again, though the money is gone.",
  yes: "Let it go on",
  no,
  busy,
};
export const retry = {
  ask: "Try the notice again",
  title: "Try this notice again?",
  text: "The worker takes it at once, and lists it anew if it still fits nothing.",
  yes: "Try it again",
  no,
  busy,
};
export const close = {
  ask: "Close it",
  title: "Does this need no more?",
  text: "It leaves the list; what is known of it stays in the books.",
  yes: "Close it",
  no,
  busy,
};

export const accountsTitle = "Accounts";
export const accountsCheck = "Check that all money is accounted for";
export const accountsHold =
  "Captures and settlements less refunds are what paid orders, less what went back of it, what disputes took and what was written off, plus what this list holds and what was kept as income: to the cent.";
export const accountsBroken = "The ledger and the accounts differ. Tell an admin before anything else is done with money.";
export const accountsColumns = {
  currency: "Currency",
  booked: "Captures and settlements less refunds",
  paid: "Paid orders",
  refunded: "Less refunded",
  lost: "Less lost in disputes",
  held: "Plus on the list",
  kept: "Plus kept as income",
  written_off: "Less written off: bank fees that were forgiven",
  difference: "Difference",
};
