/** States, times and amounts in words. */
import { plural } from "./grammar.ts";

export const yes = "yes";
export const no = "no";
export const notStated = "not stated";
export const none = "none";

export const months = (count: number) =>
  count % 12 === 0 ? plural(count / 12, "year", "years") : plural(count, "month", "months");
export const requests = (count: number) => plural(count, "request", "requests");
export const minutes = (count: number) =>
  count % 60 === 0 ? plural(count / 60, "hour", "hours") : plural(count, "minute", "minutes");
