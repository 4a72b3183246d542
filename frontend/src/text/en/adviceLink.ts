/** Words for what is wrong with an address that carries a question for advice. */
import { list } from "./common/grammar.ts";

export const unknownFamily = (id: string) => `The link names the product “${id}”, for which there are no plans here.`;
export const badHorizon = (text: string, known: readonly number[]) =>
  `The link asks for “${text}” months. Advice is given for ${list(known.map(String))}; ${known[0]} are taken.`;
export const badStart = (text: string) => `The link names “${text}” as the first day, which is no date. Today is taken.`;
export const unknownNeed = (id: string) => `The link asks for “${id}”, which is no must-have that plans of this product differ in. It is left out.`;
export const needWithoutFamily = (id: string) => `The link asks for “${id}” and names no product. It is left out.`;
export const badYears = (text: string, most: number) => `The link asks for “${text}” years of updates. 0 to ${most} can be asked for; 0 is taken.`;
export const severalWays = (taken: "pattern" | "requests" | "rates") => `The link tells the requests in more than one way. The form shows those told ${waysTold[taken]}.`;
const waysTold = { pattern: "month by month", requests: "one by one, each with its day", rates: "as numbers you are unsure of" };
export const tooMany = (most: number) => `The link tells more than ${most} lines of requests; the first ${most} are taken.`;
export const unknownPart = (name: string) => `The link holds “${name}”, which means nothing here. It is left out.`;
export const repeatedPart = (name: string) => `The link says “${name}” more than once. The first one is taken.`;
export const badItem = (text: string) => `The link tells requests as “${text}”, which cannot be read.`;
