/** What each option costs, by the number of requests of one pool. */
import { agreesAny, costsLeastAt, crossings, type Curves, preferred } from "../../state/costCurves.ts";
import { charts as t } from "../../text/en.ts";
import type { About } from "./about.ts";
import { Chart } from "./Chart.tsx";
import { curvesDrawing } from "./curvesDrawing.ts";
import { CurvesTable } from "./CurvesTable.tsx";
import { curvesLegend } from "./legend.ts";
import { completed, lookOf, ordered } from "./looks.ts";
import { curvesFile } from "./tables.ts";

interface Props {
  /** The chart's own on its page. */
  id: string;
  /** An entry of the answer's `curves`. */
  curves: Curves;
  currency: string;
  about: About;
  /** The ids of all options of the family, in an order of their own: they keep their letters and colours in every answer. */
  order: readonly string[];
}

export function CostCurves({ id, curves: given, currency, about, order: all }: Props) {
  const order = completed(all, given.series);
  const curves = { ...given, series: ordered(order, given.series) };
  return (
    <Chart
      id={id}
      title={t.curvesTitle(about.family, curves.name, about.over)}
      about={about}
      drawings={{ wide: curvesDrawing(curves, currency, order, "wide"), narrow: curvesDrawing(curves, currency, order, "narrow") }}
      legend={curvesLegend(curves, order, about.over)}
      sentences={[...sentencesOf(curves, order, about.over), ...curves.falls]}
      fileName={t.curvesFile(about.family, curves.name, about.advisedOn)}
      csv={() => curvesFile(curves, currency, about)}
      saved={() => curvesDrawing(curves, currency, order, "wide")}
      table={(captionId) => <CurvesTable curves={curves} currency={currency} about={about} order={order} captionId={captionId} />}
    />
  );
}

/** Every change of the first option, or that there is none; and what is in no total. */
function sentencesOf(curves: Curves, order: readonly string[], over: boolean): string[] {
  const first = preferred(curves, 0);
  const found = crossings(curves);
  // Of one option that must-haves leave alone there is nothing to be told.
  if (!first || curves.series.length === 1) return [];
  const letter = ({ id }: { id: string }) => lookOf(order, id).letter;
  const always = curves.counts.every((_, place) => costsLeastAt(curves, place));
  const told = found.length
    ? found.map(({ place, count, to }) => t.fromOn(count, letter(to), to.name, costsLeastAt(curves, place), over))
    : [t.never(letter(first), first.name, always, over)];
  return agreesAny(curves) ? [...told, t.agreedFirst(over)] : told;
}
