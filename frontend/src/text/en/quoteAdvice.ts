/** Words of the advice that a quote carries; its sentences come from the server. */
import { counted } from "./common.ts";

export const title = "Which plan, and why";
export const asked = "Worked out for:";
export const caption = "What each option costs";
export const option = "Option";
export const best = "Best possible";
export const came = "As requests come";
export const planPrice = "Plan price";
export const beyond = "Incidents";
export const expected = "On average";
export const median = "Median";
export const p90 = "90 %";
export const p95 = "95 %";
export const chance = "Chance to come first";
export const andAgreed = (agreed: string) => `and ${agreed}`;
export const percent = (share: string) => `${share} %`;
export const tied = "same total";
export const byAgreement = (count: number) => `and ${counted(count, "request", "requests")} by agreement`;
export const held = "What this quote holds of it";
export const reasons = "Reasons";
export const details = "Each option in detail";
export const leftOut = "Left out";
export const again = "Work it out again with other requests";
