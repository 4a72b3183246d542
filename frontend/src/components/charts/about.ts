/** What a chart is about: the facts of the answer that a saved or printed chart must carry with it. */
import { formatDate } from "../../lib/dates.ts";
import { dayBefore } from "../../state/timeline.ts";
import { charts as t } from "../../text/en.ts";

export interface About {
  /** The plan family's name. */
  family: string;
  /** The day of the answer, of which its prices are. */
  advisedOn: string;
  start: string;
  /** The first day that is no longer looked at. */
  end: string;
  /** The catalogue's version. */
  version: string;
  netOfTax: boolean;
}

export function spanWords({ start, end }: About): string {
  return t.span(formatDate(start), formatDate(dayBefore(end)));
}

export function sourceWords({ advisedOn, version, netOfTax }: About): string {
  return t.source(formatDate(advisedOn), version.slice(0, 12), netOfTax);
}
