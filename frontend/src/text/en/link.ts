/** Words of the page that the link of a reminder opens. */

export const title = "Extend your support";
export const description = "The extension that a reminder prepared: look at it, confirm it, pay it.";
export const noScript = "This page needs JavaScript. The mail that brought you here says whom to ask instead.";
export const askUs = "Ask us";
export const loading = "The extension is being looked up …";
export const failed = "The extension could not be shown.";
export const refusedTitle = "This link does not open anything any more";
export const refused = "It has run out, was changed on its way, or its contact may not order any more. Sign in to extend, or ask us.";
export const signIn = "Sign in";
export const about = (name: string, plan: string, day: string) => `${name}: ${plan}, last covered day ${day}.`;
export const stateTitle = {
  already_extended: "It is already extended",
  suspended: "It is suspended",
  closed: "It was closed",
};
export const stateText = {
  already_extended: "Another term follows the one this mail was about, so there is nothing left to do.",
  suspended: "A suspended term cannot be extended here. Ask us about it.",
  closed: "The term this mail was about was closed. Ask us about it.",
};
export const orderedTitle = "It is already ordered";
export const ordered = "The mail that confirmed it holds its address; there you can pay it or cancel it.";
export const countryTitle = "Your country";
export const countryLead = "It is missing in our books, and an order needs it.";
export const companyNote = "The order is placed for your company as our books know it. Its confirmation comes to the address this mail went to.";
export const confirm = (total: string) => `Order for ${total}`;
export const confirmUnpriced = "Place the order";
export const confirming = "Placing the order …";
