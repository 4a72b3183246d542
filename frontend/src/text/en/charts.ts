/**
 * Words of the charts: the break-even map and the cost curves.
 *
 * They speak in the tense of the answer: of requests that are `over`, of what would have been.
 */
import { list, lower, plural, upper } from "./common/grammar.ts";
import { counted as many, number } from "./common/numbers.ts";

const verb = (over: boolean, now: string, participle: string) => (over ? `would have ${participle}` : now);
const leads = (byMoney: boolean, over: boolean) => (byMoney ? verb(over, "costs least", "cost least") : verb(over, "comes first", "come first"));
const costsTheSame = (over: boolean) => `another option ${verb(over, "costs", "cost")} the same`;
/** Who shares a total with the option named before. */
const theyCostTheSame = (others: readonly Called[], over: boolean) =>
  `${list(others.map(({ name }) => name))} ${verb(over, others.length > 1 ? "cost" : "costs", "cost")} the same`;
const asRequestsCome = (over: boolean) => `as requests ${over ? "came" : "come"}`;

export const mapTitle = (family: string, byMoney: boolean, over: boolean) => `${family}: the option that ${leads(byMoney, over)}, by number of requests`;
export const curvesTitle = (family: string, pool: string, over: boolean) =>
  `${family}: what each option ${verb(over, "costs", "cost")}, by number of requests of ${pool}`;
export const axis = (pool: string) => `Requests of ${pool}`;
export const totalAxis = "Best possible total";

export const here = "Your workload";
export const hereAt = (count: number) => `Yours: ${count}`;
/** An option that is a chain of these plans here, and may be of others elsewhere. */
export const chainHere = (name: string, chain: string | undefined) => (chain ? `${name} (${chain})` : name);
export const chainYours = (name: string, chain: string | undefined) => (chain ? `${name} (with your numbers: ${chain})` : name);
export const tied = (over: boolean) => `${upper(costsTheSame(over))} here`;
export const asItComes = (name: string, over: boolean) => `${name}, its quota spent ${asRequestsCome(over)}: where that ${verb(over, "costs", "cost")} more`;
export const from = (count: number, letter: string) => `from ${count}: ${letter}`;
export const fromOn = (count: number, letter: string, name: string, byMoney: boolean, over: boolean) =>
  `From ${plural(count, "request", "requests")} on, ${letter} (${name}) ${leads(byMoney, over)}.`;
export const never = (letter: string, name: string, byMoney: boolean, over: boolean) => `${letter} (${name}) ${leads(byMoney, over)} for every number shown.`;
export const agreed = (count: number) => `and ${number(count)} by agreement`;
export const sum = (total: string, count: number) => (count ? `${total} and ${many(count, "request", "requests")} by agreement` : total);
export const agreedFirst = (over: boolean) =>
  "Some requests have no stated price: their price is agreed with the vendor and stands in no total here. " +
  `What ${verb(over, "leaves", "left")} fewer of them comes first, then what ${verb(over, "costs", "cost")} less.`;
export const thin = "Thin: some requests have no stated price, and are not in the total";

export const lookUp = "Look up a cell";
export const between = (from: number, to: number) => `From ${from} to ${to}`;
export const outOfRange = (from: number, to: number) => `Enter a whole number from ${from} to ${to}.`;
interface Called {
  name: string;
}
export interface Counted {
  name: string;
  count: number;
}
export const counted = (one: Counted, other: Counted) =>
  `With ${plural(one.count, "request", "requests")} of ${one.name}, and ${other.count} of ${other.name}`;
export const cell = (counts: string, option: string, total: string, tied: readonly Called[], over: boolean) =>
  `${counts}: ${option}, ${total}${cellTied(tied, over)}.`;

export const asTable = "The same as a table";
export const mapCaption = (title: string, columns: string, rows: string, about: string, over: boolean) =>
  `${title}. Columns: requests of ${columns}; rows: requests of ${rows}. ${about} “=” stands between options that ${verb(over, "cost", "cost")} the same; the framed one is yours.`;
export const curvesCaption = (family: string, pool: string, about: string, over: boolean) =>
  `${family}: the best possible total of each option, by number of requests of ${pool}; below it, where it is more, the total ${asRequestsCome(over)}. ${about}`;
export const runsLead = (columns: string) => `Row by row, by the number of requests of ${columns}:`;
/** A run of numbers; one that reaches the edge of the map goes on there. */
export const numbers = (first: number, last: number, most: number) =>
  first === last ? `${first}` : last === most ? `from ${first} on` : `${first} to ${last}`;
export const numbersTied = (counts: string, others: readonly Called[], over: boolean) => `${counts} (${theyCostTheSame(others, over)})`;
export const run = (letter: string, name: string, counts: string) => `${letter} (${name}) ${counts}`;
export const runsOf = (counts: string, pool: string, runs: readonly string[]) => `${upper(counts)} of ${pool}: ${runs.join(", ")}.`;
export const cellTied = (others: readonly Called[], over: boolean) => (others.length ? `; ${theyCostTheSame(others, over)}` : "");
export const cellHere = "; your workload";
export const requests = "Requests";
export const first = (byMoney: boolean, over: boolean) => upper(leads(byMoney, over));
export const came = (total: string, over: boolean) => `as they ${over ? "came" : "come"} ${total}`;
export const noOption = "no option";
export const yours = "yours";

export const saveDrawing = "Save the drawing (SVG)";
export const saveTable = "Save the table (CSV)";
export const mapFile = (family: string, day: string) => fileName(`cheapest option ${family} ${day}`);
export const curvesFile = (family: string, pool: string, day: string) => fileName(`costs by requests ${family} ${pool} ${day}`);
export const column = {
  option: (byMoney: boolean, over: boolean) => `Option that ${leads(byMoney, over)}`,
  total: (currency: string) => `Total (${currency})`,
  agreed: "Requests by agreement",
  tied: "Others at the same total",
  best: (name: string, currency: string) => `${name}, best possible (${currency})`,
  came: (name: string, currency: string, over: boolean) => `${name}, ${asRequestsCome(over)} (${currency})`,
  bestAgreed: (name: string) => `${name}, best possible, requests by agreement`,
  cameAgreed: (name: string, over: boolean) => `${name}, ${asRequestsCome(over)}, requests by agreement`,
};

/** The first cells of the first rows of a file. */
export const about = {
  family: "Product",
  start: "First day",
  last: "Last day looked at",
  needs: "Must-haves",
  none: "none",
  advisedOn: "Worked out on",
  version: "Catalogue",
  prices: "Prices",
  net: "net of tax",
};
export const mustHaves = (needs: readonly string[]) => `Every option has what must be there: ${list(needs.map(lower))}.`;
export const span = (first: string, last: string) => `From ${first} to ${last}.`;
export const source = (day: string, version: string, net: boolean) =>
  `Worked out on ${day} from the vendor’s catalogue of plans, version ${version}${net ? "; all prices net of tax" : ""}.`;

function fileName(words: string): string {
  return words.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-|-$/g, "");
}
