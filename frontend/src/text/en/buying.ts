/** Words about prices and cover that the configurator, the checkout and the order share. */
import { list, plural } from "./common.ts";

export const total = "Total";
export const net = "Net";
export const inCurrency = (currency: string, net: boolean) => `in ${currency}, ${net ? "net of tax" : "tax included"}`;
export const quantityOf = (kind: string, quantity: number) => {
  if (kind === "fee") return "Once";
  return kind === "incidents" ? `${plural(quantity, "incident", "incidents")} of` : `${plural(quantity, "term", "terms")} of`;
};
export const forInstallation = (name: string) => `For ${name}`;
export const asIfPaidOn = (day: string) => `Cover starts on the day of payment. If that is ${day}, these days hold:`;
export const statedByBuyer = "Your current support is as you stated it. We check it after payment and write to you if it differs.";
export const termOf = (number: number, count: number, plan: string) => `Term ${number} of ${count}, ${plan}`;
export const firstDay = "First day";
export const lastCoveredDay = "Last covered day";
export const criticalUpdates = "Critical updates";
export const maintenanceUpgrades = "Maintenance upgrades";
export const until = (day: string) => `until ${day}`;
export const notStated = "not stated";
export const reference = "Licence key or host name";
export const referenceLater = "needed at checkout";
export const referenceHint = "It says which installation to extend, and never goes into a link.";
export const label = "Your own name for it";
export const labelHint = "Such as “Berlin server”, to tell several apart.";
export const extensionOf = (plan: string) => `${plan}, extension`;
export const giveUp = (days: number) =>
  `I give up ${plural(days, "day", "days")} of the current term. ${days === 1 ? "It is" : "They are"} not paid back.`;
export const mustGiveUp = (days: number) => `Confirm that you give up ${plural(days, "day", "days")}, or choose another start.`;
export const updating = "The price is being updated …";
export const unknown = "The price is not known yet.";
export const failed = "The price could not be worked out.";
export const safeWire = (day: string, arrives: string, businessDays: number) =>
  `By wire transfer without a gap: order and send it by ${day}. Allowing ${plural(businessDays, "business day", "business days")}, it arrives on ${arrives}, before the cover ends.`;
export const lateWire = "A wire sent today would arrive after the cover ends: it then counts from its arrival.";
export const bankHolidays = (names: readonly string[]) => `No bank works on ${list(names)}.`;
export const holiday = (name: string, day: string) => `${name} (${day})`;
