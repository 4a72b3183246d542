/** States, times and amounts in words. */
import { plural } from "./grammar.ts";
import { counted } from "./numbers.ts";

export const yes = "yes";
export const no = "no";
export const notStated = "not stated";
export const none = "none";

export const months = (count: number) =>
  count % 12 === 0 ? plural(count / 12, "year", "years") : plural(count, "month", "months");
export const requests = (count: number) => plural(count, "request", "requests");
export const minutes = (count: number) =>
  count % 60 === 0 ? plural(count / 60, "hour", "hours") : plural(count, "minute", "minutes");

/** A length of time that need not be whole hours: `1 hour 15 minutes`. */
export const duration = (count: number) => {
  const [whole, rest] = [Math.floor(count / 60), count % 60];
  const parts = [...(whole ? [counted(whole, "hour", "hours")] : []), ...(rest ? [plural(rest, "minute", "minutes")] : [])];
  return parts.join(" ") || "0 hours";
};
