/** Words that more than one page uses: the shell, the small components and the vendor's lines. */

export const product = "Plandesk";
export const skip = "Skip to the content";
export const navigation = "Main";
export const brand = (vendor: string) => `${vendor} support plans`;
export const pageTitle = (title: string, vendor: string) => `${title} · ${brand(vendor)}`;
export const navConfigure = "Buy or extend";
export const navAsk = "Ask us";
export const footNet = (currency: string) => `Prices are in ${currency}, net of tax.`;
export const footSource = (source: string) =>
  `The vendor’s own terms (“${source}”) are the source of every fact here; “line 36” means line 36 of that text.`;
export const footTerms = "Terms of sale";
export const footVersion = (version: string) => `Catalogue ${version}`;

export const optional = "optional";
export const faultsTitle = (count: number) => (count === 1 ? "One thing needs your attention" : `${count} things need your attention`);
export const unreachable =
  "The server could not be reached. Nothing is lost: check your connection, then try again.";
export const requestNumber = (id: string) => `If you write to us about this, name request ${id}.`;

export const copy = "Copy the link";
export const copied = "The link is copied.";
export const copyFailed = "Your browser does not allow copying. The link is in the address bar.";

export const yes = "yes";
export const no = "no";
export const notStated = "not stated";
export const none = "none";

export const months = (count: number) =>
  count % 12 === 0 ? plural(count / 12, "year", "years") : plural(count, "month", "months");
export const requests = (count: number) => plural(count, "request", "requests");
export const minutes = (count: number) =>
  count % 60 === 0 ? plural(count / 60, "hour", "hours") : plural(count, "minute", "minutes");

/** `line 36`, `lines 36–38` or `lines 24 and 36`: short, for cells and lists. */
export function lines(numbers: readonly number[]): string {
  const sorted = [...new Set(numbers)].sort((a, b) => a - b);
  const [first = 0] = sorted;
  const last = sorted.at(-1) ?? first;
  if (sorted.length === 1) return `line ${first}`;
  if (last - first === sorted.length - 1) return `lines ${first}–${last}`;
  return `lines ${list(sorted.map(String))}`;
}

export const linesOfTerms = (numbers: readonly number[]) => `${lines(numbers)} of the vendor’s terms`;
export const markLabel = (number: number) => `note ${number}`;

export const readingsTitle = "Notes on unclear terms";
export const readingsLead =
  "Where the vendor’s terms leave something open, we had to choose. Each note gives the question, our choice and the reason.";
export const readingChosen = "Our reading:";
export const readingWhy = "Why:";
export const readingOther = "Not chosen:";
export const readingUsed = "Used in:";

/** `a`, `a and b`, `a, b and c`. */
export function list(items: readonly string[]): string {
  return items.length < 2 ? (items[0] ?? "") : `${items.slice(0, -1).join(", ")} and ${items.at(-1)}`;
}

export function plural(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`;
}
