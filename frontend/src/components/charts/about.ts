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
  /** True where all its requests are past: then its words are too. */
  over: boolean;
  /** Names of what every option must have. */
  needs: readonly string[];
}

/** The first rows of a file of figures, which would else say nothing of what they are about; then a row that is empty. */
export function aboutRows(title: string, { family, start, end, needs, advisedOn, version, netOfTax }: About): string[][] {
  return [
    [title],
    [t.about.family, family],
    [t.about.start, start],
    [t.about.last, dayBefore(end)],
    [t.about.needs, needs.join("; ") || t.about.none],
    [t.about.advisedOn, advisedOn],
    [t.about.version, version],
    ...(netOfTax ? [[t.about.prices, t.about.net]] : []),
    [],
  ];
}

/** What every option must have; nothing where nothing must be there. */
export function needsWords({ needs }: About): string[] {
  return needs.length ? [t.mustHaves(needs)] : [];
}

export function spanWords({ start, end }: About): string {
  return t.span(formatDate(start), formatDate(dayBefore(end)));
}

export function sourceWords({ advisedOn, version, netOfTax }: About): string {
  return t.source(formatDate(advisedOn), version.slice(0, 12), netOfTax);
}
