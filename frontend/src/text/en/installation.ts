/** Words of an installation's page. */
import type { BookedTerm, Lane, Origin, TermState } from "../../api/installations.ts";
import type { Offered } from "../../state/account.ts";
import { list, plural } from "./common/grammar.ts";

export const title = "Installation";
export const description = "What is covered until when, what is left of the quota, and how to extend it.";

export const noTerms = "nothing bought yet";

interface Told {
  plan: string;
  first: string;
  last: string;
  /** The last day to go on without a gap; null unless in grace. */
  grace: string | null;
}

export const stands: Record<TermState, (told: Told) => string> = {
  queued: ({ plan, first }) => `${plan} begins on ${first}.`,
  active: ({ plan, last }) => `${plan} is in force until ${last}, its last covered day.`,
  suspended: ({ plan, last }) => `${plan} runs until ${last}, but is suspended.`,
  grace: ({ plan, last, grace }) => `${plan} ended on ${last}.${grace ? ` It can be extended without a gap until ${grace}.` : ""}`,
  lapsed: ({ plan, last }) => `${plan} ended on ${last}. A new term begins on the day it is paid.`,
  ended: ({ plan, last }) => `${plan} ended on ${last}.`,
  closed_by_upgrade: ({ plan }) => `${plan} was closed by an upgrade.`,
  closed_by_start_today: ({ plan }) => `${plan} was closed when a new term began.`,
  revoked: ({ plan }) => `${plan} was taken back. Ask us if you do not know why.`,
};
export const standingTitle = "How its cover stands";
export const suspended = (day: string) =>
  `Since ${day} the cover is suspended: no request is served, and nothing can be bought for this installation until it is resumed. If you do not know why, we tell you.`;
export const askUs = "Ask us";
export const inAll = (days: number, last: string) =>
  `In all, support holds for ${plural(days, "more day", "more days")}, today included, until ${last}.`;
export const nothingYet = "No support has been bought for this installation yet.";
export const follows = (plan: string, first: string, last: string) => `${plan} follows, from ${first} to ${last}.`;
export const opens = (day: string) => `It can be extended from ${day} on.`;
export const action: Record<Offered, string> = {
  extend: "Extend",
  upgrade: "Upgrade",
  again: "Buy a plan again",
  choose: "Choose a plan",
  details: "See all choices",
};
export const extendOrUpgrade = "Extend or upgrade";
export const calendar = "Calendar file with all ends";
export const coverTitle = "What is covered";
export const noLanes = "There is nothing to draw yet: no term has begun or is queued.";

export const askTitle = "Are critical updates covered?";
export const askDay = "On which day?";
export const ask = "Tell me";
export const asking = "Looking it up …";
export const needDay = "Enter a whole date.";
export const yes = (day: string, by: readonly string[], until: string | null) =>
  `Yes. On ${day} critical updates are covered${by.length ? ` by ${list(by)}` : ""}${until ? `, and stay so until ${until}` : ""}.`;
export const no = (day: string) => `No. On ${day} critical updates are not covered: no term’s window holds that day.`;
export const byTerm = (plan: string, first: string) => `the ${plan} term that began on ${first}`;
export const others = (words: readonly string[]) => `On the same day: ${list(words)}.`;
export const lane = (lane: Lane, covered: boolean) =>
  `${{ support: "support", maintenance_upgrades: "maintenance upgrades", critical_updates: "critical updates" }[lane]} ${covered ? "covered" : "not covered"}`;

export const quotaTitle = "What is left of the quota";
export const noQuota = "No term runs today, so there is no quota to use.";
export const quotaOf = (plan: string) => `Of ${plan}, the term that runs today.`;
export const thisMonth = (day: string) => `This month, until it turns on ${day}`;
export const lastMonth = (day: string) => `This month, the last of the term, until ${day}`;
export const thisPeriod = (day: string) => `The whole term, until ${day}`;
export const requests = "Requests";
export const hours = "Hours";
export const usedUp = "used up";
export const usedOf = (used: string, cap: string, left: string) => `${used} of ${cap} used, ${left} left`;
export const usedUpOf = (used: string, cap: string) => `${used} of ${cap} used, none left`;
export const termDecides = "all that the term has left";
export { duration } from "./common/units.ts";
export const unitsTitle = "Prepaid incidents";
export const unitsLead = "They serve any of your installations, outside of the quota.";
export const unitsLeft = (left: number, bought: number, name: string) => `${name}: ${left} of ${bought} left`;
export const usableUntil = (day: string) => `usable until ${day}`;

export const termsTitle = "Terms";
export const termsCaption = "Every term of this installation, the latest first";
export const noTermsYet = "There is no term yet.";
export const plan = "Plan";
export const firstDay = "First day";
export const lastDay = "Last covered day";
export const state = "State";
export const from = "Comes from";
export const origin: Record<Origin, string> = { order: "an order", licence: "the licence", entered: "entered by us" };
export const order = (number: string) => `order ${number}`;
export const closedBecause: Record<NonNullable<BookedTerm["closed_because"]>, string> = {
  upgrade: "closed by the upgrade",
  start_today: "closed by the new term",
  revoked: "taken back",
};
export const closedUntil = (day: string, because: string) => `until ${day}, ${because}`;
export const neverBegan = (because: string) => `never began, ${because}`;
export const sold = (day: string) => `sold until ${day}`;
export const suspendedSince = (day: string) => `suspended since ${day}`;

export const requestsTitle = "Requests";
export const requestsCaption = "The newest requests, as the help desk recorded them";
export const noRequests = "No request has been recorded.";
export const when = "When";
export const what = "What";
export const reference = "Reference";
export const counted = "Counted against";
export const countedBy = {
  quota: () => "the quota",
  incident: (units: number) => plural(units, "prepaid incident", "prepaid incidents"),
};
export const voided = "not counted any more";
export const corrected = (voided: boolean, day: string, reason: string | null) =>
  `${voided ? "Taken back" : "Corrected"} on ${day}${reason ? `: ${reason}` : ""}`;

export const factsTitle = "The installation";
export const facts = {
  reference: "Licence key or host name",
  label: "Your own name for it",
  product: "Product",
  family: "Product family",
  purchased: "Bought on",
  price: "Price then",
  critical: "Critical updates",
  maintenance: "Maintenance upgrades",
};
export const until = (day: string) => `until ${day}`;
export const ended = (day: string) => `ended ${day}`;
export const notesTitle = "Notes on unclear terms";
