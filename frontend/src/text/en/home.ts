/** Words of the first page. */

export const title = "Support plans, compared and bought in one place";
export const description = "Compare support plans side by side, buy or extend support, and pay by PayPal, card or wire.";
export const lead = (vendor: string) =>
  `${vendor} gives support for its telephone systems in plans. Here you see what each one covers, what it costs, and what the terms leave open.`;
export const compareTitle = "Choose a plan";
export const compareLead = "Every family has its own plans. Pick yours to see them side by side.";
export const tableCaption = "Plan families and where their prices begin";
export const family = "Family";
export const plans = "Plans";
export const cheapest = "Lowest price";
export const cheapestFor = (price: string, time: string) => `${price} for ${time}`;
export const across = "Compare plans of different families";
export const advice = "Help me choose: which plan costs me least?";
export const extendTitle = "Extend what you have";
export const extendText =
  "State your plan and the last day it covers. You see the price and the exact new dates before you order; no account is needed.";
export const extend = "Extend support";
export const incidentsTitle = "Single incidents, without a plan";
export const incidentsText = (prices: string) => `Requests are sold one by one, as incidents: ${prices}. Each covers at most one hour.`;
export const incidentPrice = (name: string, price: string) => `${name} ${price}`;
export const incidents = "Buy single incidents";
export const quoteTitle = "Open your quote or order";
export const quoteText =
  "Each has its own private address, which is in the mail we sent you. If you no longer have it, we send it again.";
export const quote = "Ask for the link";
export const askTitle = "Something else";
export const askText = "A plan that is not for sale here, a special agreement, or a question about the terms.";
export const ask = "Ask us";
