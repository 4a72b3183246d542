/** Words of the configurator. */
import * as c from "./common.ts";

export const title = "Buy or extend support";
export const description = "Choose plans for new installations, extend the support you have, or buy single incidents; the price is shown line by line.";
export const currency = "Currency";
export const currencyHint = "Prices are the vendor’s own in each currency; nothing is converted.";
export const lead = "Put together what you need. The price beside it is exact, and nothing is bought before you have seen the whole order.";
export const noScript =
  "Choosing and ordering here need JavaScript. Without it you can read what each plan costs in the comparisons, and order by mail and wire transfer: ask us.";
export const askUs = "Ask us";
export const compareLead = "Compare the plans first:";

export const advice = "Help me choose";

export const linkTitle = (count: number) => (count === 1 ? "One part of the link could not be followed" : `${count} parts of the link could not be followed`);
export const linkKept = "Everything else in the link is filled in below.";

export const newTitle = "New installations";
export const newLead = "One box for each server or gateway that gets its first paid plan.";
export const newLegend = (number: number) => `Installation ${number}`;
export const plan = "Plan";
export const choosePlan = "Choose a plan";
export const planOption = (name: string, price: string, months: number | null) => `${name}: ${price}${months ? ` for ${c.months(months)}` : ""}`;
export const periods = "How long";
export const periodsOption = (count: number, months: number | null) =>
  `${c.plural(count, "term", "terms")}${months ? `, ${c.months(months * count)}` : ""}`;
export const addNew = "Add an installation";
export const addAnother = "Add another installation";
export const remove = (name: string) => `Remove ${name.toLowerCase()}`;
export const priceSoon = "Its price appears here once the plan is chosen.";

export const extendTitle = "Extend what you have";
export const extendLead = "No account is needed: say what you have, and see the exact new dates, before or after it has ended.";
export const extendLegend = (number: number) => `Extension ${number}`;
export const current = "Your plan now";
export const chooseCurrent = "Choose the plan you have";
export const day = "Last covered day";
export const dayHint = "The last day on which your support still holds, or held. It stands in your confirmation.";
export const wanted = "Plan you want next";
export const wantedFirst = "Choose the plan you have first";
export const addExtension = "Add an extension";
export const addAnotherExtension = "Add another extension";
export const extendSoon = "Price and dates appear here once the plans and the last covered day are filled in.";
export const startTitle = "When should it start?";
export const starts = {
  at_end: "When the current term ends",
  today: "Today",
  continuous: "Where the last term ended",
  from_payment: "On the day of payment",
};
export const startToday = "Start today instead";
export const startAgain = "Choose the start again";
export const legacy = "Older servers and special agreements are handled by hand.";

export const incidentsTitle = "Single incidents";
export const incidentsLead = "Prepaid support requests for any of your installations, with a plan or alone.";
export const incidentHint = (price: string, minutes: number | null, most: number) =>
  `${price} each${minutes ? `, at most ${c.minutes(minutes)} each` : ""}. Up to ${most} in one order.`;
export const byAgreement = "Larger development work can be agreed separately.";

export const unsoldTitle = "Plans that are not sold here";
export const askAbout = (plan: string) => `Ask us about ${plan}`;

export const summaryTitle = "Your selection";
export const empty = "Nothing is chosen yet.";
export const waiting = "Priced when complete";
export const refused = "Cannot be bought as it stands";
export const goOn = "Continue to checkout";
export const goingOn = "Waiting for the price …";
export const selectFirst = "Choose at least one plan or incident.";
export const at = (name: string, sentence: string) => `${name}: ${sentence}`;
export const needPlan = "Choose a plan, or remove the card.";
export const needCurrent = "Choose the plan you have now.";
export const needDay = "Enter the last covered day.";
export const needWanted = "Choose the plan you want next.";
export const needUnits = (most: number) => `Enter a whole number from 1 to ${most}, or leave the field empty.`;
export const notesTitle = "Notes on unclear terms";
