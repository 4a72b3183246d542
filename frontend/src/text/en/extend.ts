/** Words of extending and upgrading installations in the books. */
import type { Relation } from "../../api/options.ts";
import type { Beginning } from "../../state/extension.ts";
import { plural } from "./common/grammar.ts";
import { months as lasting } from "./common/units.ts";

export const title = "Extend or upgrade";
export const description = "Every way your support can go on: new dates, prices, and what changes.";
export const lead = "Every date and price below is exact as of today. Nothing is bought before you have seen the whole order.";
export const noneTitle = "No installation is named here";
export const none = "Choose the installations to extend in your account.";
export const toAccount = "To your installations";

export const currently = (plan: string, first: string, last: string) => `Now: ${plan}, from ${first} to ${last}.`;
export const currentlyOver = (plan: string, last: string) => `Last: ${plan}, which ended on ${last}.`;
export const currentlyRevoked = (plan: string, last: string) => `Last: ${plan}, which was taken back. Its last covered day was ${last}.`;
export const currentlyNone = "No support has been bought for it yet.";
export const queued = (plan: string, first: string, last: string) => `Then: ${plan}, from ${first} to ${last}.`;
export const opensOn = (day: string) => `It can be extended from ${day} on, without giving up a day.`;
export const leaveOut = (name: string) => `Leave out ${name}`;
export const nothingOpen = "Nothing can be ordered here for this installation today.";
export const askUs = "Ask us";
export const suspendedTitle = "The cover is suspended";
export const suspended = (plan: string, day: string) =>
  `${plan} is suspended since ${day}: no request is served, and nothing can be bought for this installation until it is resumed. If you do not know why, we tell you.`;
export const nothingChosen = "Nothing is chosen yet. Choose a plan to see when it can start, and what it costs.";

export const planTitle = "Plan";
/** A plan that is over is none that one has. */
export const relation = (relation: Relation, over: boolean) => (relation === "same" && over ? "the plan you had" : relations[relation]);
const relations: Record<Relation, string> = {
  same: "the plan you have",
  higher: "a higher plan",
  lower: "a lower plan",
  first: "a first plan",
};
/** The length of a term where the vendor states it. */
export const planTold = (plan: { relation: string; months: number | null; price: string; perDay: string; days: string | null }) =>
  [`${plan.relation}: ${plan.months ? lasting(plan.months) : "one term"} for ${plan.price}`, plan.perDay, plan.days].filter(Boolean).join(", ");
export const perDayShort = (price: string, credited: boolean) => `${price} a covered day${credited ? " after the credit" : ""}`;
export const span = (first: string, last: string) => `${first} to ${last}`;
export const from = (day: string) => `from ${day}`;
export const refusedTitle = "Why other plans are not offered";
export const refused = (plan: string, why: string) => `${plan}: ${why}`;

export const beginningTitle = "When should it start?";
export const beginnings: Record<Beginning, string> = {
  at_end: "When the current term ends",
  today: "Today",
  continuous: "Where the last term ended",
  from_payment: "On the day of payment",
  upgrade: "Upgrade now",
  first: "On the day of payment",
};
export const periodsTitle = "For how long?";
export const periods = (count: number, months: number | null, last: string) =>
  `${plural(count, "term", "terms")}${months ? ` (${lasting(count * months)})` : ""}, until ${last}`;

export const resultTitle = "What you get";
export const price = "Price";
export const times = (count: number) => `${plural(count, "term", "terms")} of`;
export const lessCredit = "less the credit";
export const comesTo = "comes to";
export const perDay = "Price per covered day";
export const perDayText = (days: number) => `over ${plural(days, "covered day", "covered days")}, rounded`;
export const changesTitle = (plan: string) => `What changes against ${plan}`;
export const noChanges = "Nothing changes but the dates.";
export const creditTitle = "How the credit is worked out";
export const creditValue = "Paid for the running term";
export const creditDays = "Days left";
export const creditRequests = "Requests left, at the price of single incidents";
export const shareOf = (left: string, all: string) => `${left} of ${all}`;
export const creditCounts = "The smaller share counts";
export const counts = { days: "that of the days", requests: "that of the requests" };
export const creditAmount = "Credit, rounded down";
export const creditWorth = "Worth, rounded down";
export const creditCapped = "Credited (never more than the new plan)";
export const capped = "It is worth more than the new plan costs. What is beyond the new price is not paid out.";
export const recomputed = "If support is used before you pay, the credit is worked out again and you confirm it anew.";
export const before = "Cover as it is";
export const after = "Cover with this choice";
export const afterName = (name: string) => `${name} with this choice`;
export const writtenTitle = "Where this is written";
export const rulesText = (rules: readonly string[]) => `Rules ${rules.join(", ")} of our terms of sale.`;
export const rulesLink = "Terms of sale";

export const incidentsTitle = "Single incidents";
export const incidentsLead = "Prepaid support requests for any of your installations. Leave a field empty to add none.";
export const incidentHint = (price: string, minutes: number | null, most: number) =>
  `${price} each${minutes ? `, at most ${plural(minutes, "minute", "minutes")} each` : ""}. Up to ${most} in one order.`;
export const needUnits = (name: string, most: number) => `${name}: enter a whole number from 1 to ${most}, or leave the field empty.`;

export const summaryTitle = "Your selection";
export const empty = "Nothing is chosen yet.";
export const goOn = "Continue";
export const goingOn = "Waiting for the price …";
export const choosePlan = "choose a plan, or leave it out.";
export const selectFirst = "There is nothing to order yet: choose a plan or an incident.";
export const at = (name: string, sentence: string) => `${name}: ${sentence}`;
export const notesTitle = "Notes on unclear terms";
export const of = "of";
export const movedTitle = "Something changed while this page was open";
export const moved = "The cover of an installation, or the use of its quota, is no longer what was shown. All dates and prices below are new; check them again.";
