/** An option's quota as a file: a line for every month, also for those that the page tells together. */
import type { AdvisedOption, Spent } from "../../api/advice.ts";
import { type About, aboutRows } from "../../components/charts/about.ts";
import { csvFile } from "../../lib/csv.ts";
import { dayBefore } from "../../state/timeline.ts";
import { advice as t } from "../../text/en.ts";

export function quotaFile({ name, usage, terms }: AdvisedOption, pools: Record<string, string>, about: About): string {
  const lines = usage.flatMap(({ pool, terms: uses }) =>
    uses.flatMap(({ month: begun, months }) =>
      months.map(({ start, end, asked, best, came, lapsed }) => [
        pools[pool] ?? pool,
        terms.find(({ month }) => month === begun)?.name ?? "",
        start,
        dayBefore(end),
        ...[asked, best, came, lapsed].flatMap(figures),
      ]),
    ),
  );
  return csvFile([...aboutRows(t.quotaFileTitle(name), about), t.quotaFileColumns, ...lines]);
}

/** Hours with a dot before the decimals, exactly: quarters have at most two of them. */
function figures({ requests, minutes }: Spent): [number, number] {
  return [requests, minutes / 60];
}
