/** The lines of a legend: a sample of what is drawn, and its words. A page and a saved file show the same ones. */
import type { Shape } from "../../lib/svg.ts";
import { shape } from "../../lib/svg.ts";
import { type BreakEven, CHAIN } from "../../state/breakEven.ts";
import { agreesIn, cameRuns, type Curves } from "../../state/costCurves.ts";
import { charts as t } from "../../text/en.ts";
import { badge, fillOf, line, type LineKind, lookOf, ordered, paint, pattern } from "./looks.ts";
import { diamond } from "./mapDrawing.ts";

/** A sample is this large. */
export const SAMPLE = { width: 64, height: 22 } as const;
const [MIDDLE, END] = [SAMPLE.height / 2, SAMPLE.width - 2];

export interface Entry {
  key: string;
  sample: readonly Shape[];
  words: string;
}

/** The options that the map shows somewhere, then what marks cells. */
export function mapLegend(map: BreakEven, order: readonly string[], ids: string, over: boolean): Entry[] {
  const shown = ordered(order, map.options.filter((_, index) => map.cells.some((row) => row.includes(index))));
  const options = shown.map(({ id, name }) => {
    const look = lookOf(order, id);
    const own = `${ids}-${look.letter}`;
    const area = { ...paint.edge, x: 24, y: 1, width: END - 24, height: SAMPLE.height - 2, fill: fillOf(look, own), "stroke-width": 1.5 };
    return { key: id, sample: [shape("defs", {}, pattern(look, own)), shape("rect", area), badge(look, 10, MIDDLE)], words: chainNamed(id, name, map.chain) };
  });
  const tie = { key: "tie", sample: [shape("path", { ...paint.box, d: diamond(43, MIDDLE, 4) })], words: t.tied(over) };
  const ring = [shape("circle", { ...paint.box, cx: 43, cy: MIDDLE, r: 6.5, "stroke-width": 2 }), shape("circle", { ...paint.ink, cx: 43, cy: MIDDLE, r: 2.5 })];
  return [...options, ...(map.ties.length ? [tie] : []), { key: "here", sample: ring, words: t.here }];
}

function chainNamed(id: string, name: string, chain: string | undefined): string {
  return id === CHAIN ? t.chainYours(name, chain) : name;
}

/** The options; then those whose line of as-it-comes leaves their own, and what a thin line is. */
export function curvesLegend({ series, chain }: Curves, order: readonly string[], over: boolean): Entry[] {
  const sample = ({ id }: { id: string }, kind: LineKind) => [line(lookOf(order, id), `M22 ${MIDDLE}H${END}`, kind)];
  const lettered = (each: { id: string }, kind: LineKind) => [...sample(each, kind), badge(lookOf(order, each.id), 10, MIDDLE)];
  const differing = series.filter((each) => cameRuns(each).length > 0);
  const agreeing = series.find(agreesIn);
  return [
    ...series.map((each) => ({ key: each.id, sample: lettered(each, "whole"), words: chainNamed(each.id, each.name, chain) })),
    ...differing.map((each) => ({ key: `${each.id}-came`, sample: lettered(each, "dotted"), words: t.asItComes(each.name, over) })),
    ...(agreeing ? [{ key: "agreed", sample: sample(agreeing, "thin"), words: t.thin }] : []),
  ];
}
