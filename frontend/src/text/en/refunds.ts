/** Words of the panel that gives money of an order back. */

export const title = "Give money back";
export const open = "Give money back";
export const loading = "Looking up what can go back …";
export const failed = "What can go back could not be shown.";
export const left = (amount: string) => `${amount} of this order can still go back.`;
export const columns = { line: "Line", paid: "Paid", gone: "Went back", underWay: "On its way", left: "Can go back" };
export const taxIn = (tax: string) => `with ${tax} tax`;
export const caption = "What was paid, line by line";
export const amountFor = (line: string, currency: string) => `${line}: amount to give back, in ${currency}`;
export const upTo = (amount: string) => `At most ${amount}, tax included. Leave it empty to give nothing back of this line.`;
export const endsCover = (line: string) => `End the cover of ${line}`;
export const all = "Fill in all that is left";
export const reason = "Why";
export const reasonHint = "The buyer is told, and it is kept with your name.";
export const check = "Show what this does";
export const checking = "Working it out …";
export const badAmount = (currency: string) => `This is no amount in ${currency}, such as 1400.00.`;
export const needAmount = "Name an amount for at least one line.";
export const needReason = "Say why: the buyer is told.";

export const checkedTitle = "This is what it does";
export const goesBack = (amount: string, net: string, tax: string) => `${amount} goes back: ${net} net and ${tax} tax.`;
export const way: Record<string, string> = {
  card: "It goes back to the card through the provider, at once. It cannot be called back.",
  paypal: "It goes back to the PayPal account through the provider, at once. It cannot be called back.",
  wire: "It was paid by wire, so it is listed for you to wire back. Confirm it there once the bank has sent it.",
};
export const ofLine = (line: string, amount: string) => `${line}: ${amount}`;
export const stays = "Its cover stays as it is.";
export const nothingEnds = "No cover rests on it any more.";
export const ends = (plan: string, day: string) => `${plan} ends: its last covered day is ${day}.`;
export const neverBegins = (plan: string, first: string, last: string) => `${plan} from ${first} to ${last} never begins.`;
export const unused = (days: number, used: number) =>
  `${days === 1 ? "1 covered day is" : `${days} covered days are`} unused; ${used === 1 ? "1 request was" : `${used} requests were`} served.`;
export const windowsEnd = "Its update windows end with it.";
export const unitsEnd = (left: number, used: number, name: string) =>
  `${left} unused of ${name} end${left === 1 ? "s" : ""}${used ? `; ${used} used stay used` : ""}.`;
export const behind = (plan: string, first: string, last: string) =>
  `${plan} of another order stays where it is, from ${first} to ${last}: the days before it are then without cover.`;
export const closedByUpgrade = (plan: string, day: string) => `${plan} was closed by this order’s upgrade on ${day}. It is not opened again.`;
export const closedByToday = (plan: string, day: string) => `${plan} was closed on ${day}, since this order began that day. It is not opened again.`;
export const closedOther = (plan: string, day: string) => `${plan} was closed on ${day}. It is not opened again.`;
export const moved = (plan: string, first: string, last: string) => `${plan} was moved by this order and stays where it is, from ${first} to ${last}.`;
export const byHand = "What should come back of it can be entered by hand, with a reason, on the customer’s installation.";
export const yes = (amount: string) => `Give ${amount} back`;
export const giving = "Giving it back …";
export const change = "Change it";

export const done = (amount: string) => `${amount} was requested.`;
export const refundsTitle = "Refunds of this order";
export const refund = (amount: string, way: string, state: string, moment: string) => `${amount} by ${way}, ${state}, asked for on ${moment}`;
export const disputesTitle = "Disputes of this order";
