/** Words of the account's overview. */
import type { Offered } from "../../state/account.ts";
import { plural } from "./common/grammar.ts";
import { duration } from "./common/units.ts";

export const title = "Your installations";
export const description = "What is covered until when, what is left of the quota, and what to do next.";

export const today = (day: string, zone: string) => `Today is ${day}. Days are counted in the time zone ${zone}.`;
export const caption = "Soonest to expire first; what is over stays here and can be extended.";
export const choose = (name: string) => `Choose ${name}`;
export const columns = {
  choose: "Choose",
  installation: "Installation",
  cover: "Cover",
  lastCoveredDay: "Last covered day",
  quota: "Quota left",
  criticalUpdates: "Critical updates",
  action: "Next step",
};
export const product = (product: string | null, family: string) => (product ? `${product} (${family})` : family);
export const noPlan = "No support plan yet";
export const daysLeft = (count: number) => (count === 1 ? "today is the last day" : `${count} days left, today included`);
export const withoutGap = (day: string) => `can be extended without a gap until ${day}`;
export const until = (day: string) => `until ${day}`;
export const ended = (day: string) => `ended ${day}`;
export const startsOn = (day: string) => `from ${day}`;
export const then = (plan: string, day: string) => `then ${plan} until ${day}`;

export const pool = (name: string) => `${name}:`;
export const left = (requests: number, minutes: number) => `${plural(requests, "request", "requests")} and ${duration(minutes)} left`;
export const usedUp = "used up";
export const month = (left: string) => `${left} this month`;
export const term = (left: string) => `${left} in the term`;
export const noCap = "no limit";

export const action: Record<Offered, string> = {
  extend: "Extend",
  upgrade: "Upgrade",
  again: "Buy a plan again",
  choose: "Choose a plan",
  details: "Details",
};
export const details = "Details";
export const of = (action: string, name: string) => `${action}: ${name}`;
export const opensOn = (day: string) => `Can be extended from ${day}.`;
export const extendChosen = (count: number) => (count === 0 ? "Go on with the chosen ones" : `Go on with the chosen ones (${count})`);
export const chooseFirst = "Choose the installations first, then extend or upgrade them together.";

export const unitsTitle = "Incidents";
export const unitsLead = "Prepaid incidents pay for single requests outside a quota, for any of your installations.";
export const noUnits = "None are left.";
export const unitsLeft = (left: number, bought: number) => `${left} of ${bought} left`;
export const usable = (day: string | null) => (day ? `usable until ${day}` : "usable until used");
export const buyUnits = "Buy incidents";

export const calendarTitle = "In your calendar";
export const calendarLead = "A calendar file carries the last covered day of every installation.";
export const calendar = "Download the calendar file";

export const emptyTitle = "No installation is known for you yet";
export const empty =
  "An installation appears here once you have bought support for it, or once the vendor has entered it. Orders you placed with this address before stand under Orders.";
export const emptyBuy = "Buy support";
export const emptyAsk = "Ask us about an older server";
