/** Words for what goes wrong in a form or on the way to the server. */
import { plural } from "./grammar.ts";

export const faultsTitle = (count: number) => (count === 1 ? "One thing needs your attention" : `${count} things need your attention`);
export const unreachable = "The server could not be reached. Nothing is lost: check your connection, then try again.";
export const serverFault = "Something went wrong at the server. Nothing is lost: try again in a moment.";
export const failed = "This could not be done.";
export const tooOften = (seconds: number | null) =>
  `This was tried too often. Try again ${seconds === null ? "later" : wait(seconds)}; what you typed stays.`;
export const unforeseen =
  "Something came that this page does not understand. It may have been renewed while it was open here: load it again. If that does not help, write to us.";
export const reload = "Reload the page";
export const retry = "Try again";
export const requestNumber = (id: string) => `If you write to us about this, name request ${id}.`;

/** Rounded up, so that nobody comes back too early. */
const wait = (seconds: number) => {
  if (seconds <= 60) return `in ${plural(Math.max(1, seconds), "second", "seconds")}`;
  if (seconds <= 90 * 60) return `in ${plural(Math.ceil(seconds / 60), "minute", "minutes")}`;
  return `in ${plural(Math.ceil(seconds / 3600), "hour", "hours")}`;
};
