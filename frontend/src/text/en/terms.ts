/** Words of the terms of sale. */
import { plural } from "./common.ts";

export const title = "Terms of sale";
export const description = "What a plan covers, the rules of this shop, and the notes on unclear terms.";
export const lead = (vendor: string) => `These are the terms on which ${vendor} sells support on this site.`;
export const version = (version: string) =>
  `Version ${version}. An order keeps the version it was made under; a later one does not change it.`;

export const coversTitle = "What a plan covers";
export const coversText = "Prices, services, quotas and updates of every plan stand in the comparison of its family. They are part of these terms:";
export const compare = (family: string) => `${family} plans`;

export const rulesTitle = "Rules of this shop";
export const days = (count: number) => plural(count, "day", "days");

export const price = "Price";
export const priceText = (currency: string) =>
  `Prices are in ${currency}, net of tax. An order is made at the price of the day on which it is placed, and what it shows before paying is what it costs.`;
export const unpaid = "Unpaid orders";
export const unpaidText = (lifetime: number) =>
  `An order that is not paid ends after ${days(lifetime)}. Until then the way to pay can be changed.`;
export const wire = "Wire transfers";
export const wireText = (honoured: number, arrival: number) =>
  `By the bank’s value date: money that arrives within ${days(honoured)} of the order counts from the day of the order, later money within ${days(arrival)} from its arrival. After that a person looks at it. Cover is never active before the money is there.`;
export const start = "Start of a new term";
export const startText = (timeZone: string) =>
  `A new term starts on the day the money counts: the day of payment for card and PayPal. Days are calendar days in ${timeZone}. Every page and mail names the last covered day.`;
export const before = "Extending before the end";
export const beforeText = (window: number) =>
  `From ${days(window)} before the end, an extension queues: the new term starts the day the old one ends, with a quota of its own, and nothing is lost. A term of the same or a higher plan may instead start at once, if it then lasts longer; the days given up are shown first and are not paid back.`;
export const after = "Extending after the end";
export const afterText = (grace: number) =>
  `Within ${days(grace)} after the end you choose: continuous cover from the old end, or a start on the day the money counts. Later, the term starts on the day the money counts, and the gap is shown. A request from before the payment is never covered afterwards.`;
export const fee = (amount: string) => `Coming back after that costs ${amount} more.`;
export const otherPlan = "Another plan";
export const otherPlanText = "An extension may be for a higher or a lower plan of the family. Updates that were bought before stay as they are.";
export const stacking = "Several periods";
export const stackingText = (most: number, years: number) =>
  `One order holds up to ${plural(most, "period", "periods")} for one installation. Each must start within ${plural(years, "year", "years")} of the order.`;
export const updates = "Updates";
export const updatesText = {
  every_term: "Every term opens its own times for critical updates and maintenance upgrades on its first day. A day is covered if any term covers it.",
  first_term: "The first term of an installation opens the times for critical updates and maintenance upgrades.",
};
export const incidents = "Single incidents";
export const incidentsText = (most: number) =>
  `A unit pays for one request of at most one hour, for any installation of the buyer. Up to ${most} units of a kind fit one order.`;
export const overHour = {
  per_started_hour: "Each started hour more takes one more unit.",
  separate_agreement: "Work beyond an hour needs an agreement first.",
};
export const validity = (months: string | null) => (months ? `A unit is valid for ${months}.` : "A unit is valid until it is used.");
export const stated = "What you state";
export const statedText =
  "Extending without an account rests on what you state about your plan and its last day. The vendor checks it after the payment, corrects dates where needed and asks you again, or pays the whole amount back.";
export const refunds = "Refunds";
export const refundsText = "Refunds are made by the vendor’s staff, line by line, by the way the order was paid.";
