/** Draws the cost curves: a step line for each option, dots for as-it-comes, where the cheapest changes, the asker's own number. */
import { formatPrice } from "../../lib/money.ts";
import type { Drawing, Shape } from "../../lib/svg.ts";
import { shape } from "../../lib/svg.ts";
import { agreesIn, apart, cameRuns, crossings, type Curves, highest, marks, niceStep, pricedRuns, type Run, runsOf, type Series } from "../../state/costCurves.ts";
import { charts as t } from "../../text/en.ts";
import { badge, line, lookOf, paint, widthOf } from "./looks.ts";
import { SIZES, type Size } from "./mapDrawing.ts";

const TOP = 56;
const RIGHT = 30;
/** For the counts, where the cheapest changes, and the name of the axis. */
const BOTTOM = 62;
const BADGE = 18;

interface Plot {
  curves: Curves;
  order: readonly string[];
  left: number;
  right: number;
  bottom: number;
  /** Totals that the axis marks, in minor units. */
  marks: number[];
  /** The left edge of a place's step, in pixels. */
  edge: (place: number) => number;
  y: (total: number) => number;
}

export function curvesDrawing(curves: Curves, currency: string, order: readonly string[], size: Size): Drawing {
  const { width, height } = SIZES[size];
  const totals = marks(highest(curves), size === "wide" ? 6 : 4);
  const top = totals.at(-1) ?? 1;
  const words = totals.map((minor) => formatPrice({ minor, currency }));
  const left = Math.max(...words.map(widthOf)) + 8;
  const [right, bottom] = [width - RIGHT, height - BOTTOM];
  const plot: Plot = {
    curves,
    order,
    left,
    right,
    bottom,
    marks: totals,
    edge: (place) => left + ((right - left) * place) / Math.max(1, curves.counts.length),
    y: (total) => bottom - ((bottom - TOP) * total) / top,
  };
  return { width, height, shapes: [...totalMarks(plot, words), ...countMarks(plot), ...ownNumber(plot), ...lines(plot), ...dottedLetters(plot), ...ends(plot), ...changes(plot)] };
}

function totalMarks(plot: Plot, words: readonly string[]): Shape[] {
  const title = shape("text", { ...paint.ink, x: 0, y: 14, "font-weight": 600 }, `↑ ${t.totalAxis}`);
  const all = plot.marks.flatMap((total, index) => {
    const y = plot.y(total);
    return [
      shape("path", { ...(index === 0 ? paint.edge : paint.grid), d: `M${plot.left} ${y}H${plot.right}` }),
      shape("text", { ...paint.ink, x: plot.left - 7, y: y + 4.5, "text-anchor": "end" }, words[index] ?? ""),
    ];
  });
  return [title, ...all];
}

function countMarks({ curves, edge, bottom, left, right }: Plot): Shape[] {
  const step = niceStep(curves.counts.length, Math.floor((right - left) / 44));
  return [
    ...curves.counts.flatMap((count, place) =>
      count % step === 0
        ? [shape("text", { ...paint.ink, x: edge(place + 0.5), y: bottom + 17, "text-anchor": "middle" }, String(count))]
        : [],
    ),
    shape("text", { ...paint.ink, x: right, y: bottom + 57, "text-anchor": "end", "font-weight": 600 }, `${t.axis(curves.name)} →`),
  ];
}

/** The first option's line has no gaps, so it is drawn first: where lines are one, it shows through the gaps of the others. */
function lines(plot: Plot): Shape[] {
  const all = plot.curves.series;
  const whole = (each: Series) => lookOf(plot.order, each.id).dashes === undefined;
  return [...all.filter(whole), ...all.filter((each) => !whole(each))].flatMap((series) => {
    const look = lookOf(plot.order, series.id);
    const whole = runsOf(series.totals).map((run) => line(look, steps(plot, run), agreesIn(series) ? "thin" : "whole"));
    const priced = agreesIn(series) ? pricedRuns(series).map((run) => line(look, steps(plot, run))) : [];
    return [...whole, ...priced, ...cameRuns(series).map((run) => line(look, steps(plot, run), "dotted"))];
  });
}

/** A total holds for a whole count: flat for its width, then straight up or down to the next. */
function steps({ edge, y }: Plot, { first, values }: Run): string {
  const flat = values.map((total, index) => `V${round(y(total))}H${round(edge(first + index + 1))}`).join("");
  return `M${round(edge(first))} ${round(y(values[0] ?? 0))}${flat}`;
}

const round = (value: number) => Math.round(value * 100) / 100;

/** Letters at the ends of the lines, moved apart, each joined to its line; where a line ends early, at that end. */
function ends({ curves, order, edge, right, bottom, y }: Plot): Shape[] {
  const all = curves.series.flatMap(({ id, totals }) => {
    const last = runsOf(totals).at(-1);
    return last ? [{ look: lookOf(order, id), end: last.first + last.values.length, at: y(last.values.at(-1) ?? 0) }] : [];
  });
  const whole = all.filter(({ end }) => end === curves.counts.length);
  const places = apart(whole.map(({ at }) => at), BADGE, TOP, bottom);
  const joined = whole.flatMap(({ look, at }, index) => {
    const place = places[index] ?? at;
    return [shape("path", { ...paint.edge, d: `M${right} ${round(at)}L${right + 10} ${round(place)}` }), badge(look, right + 19, place)];
  });
  return [...joined, ...all.filter((each) => !whole.includes(each)).map(({ look, end, at }) => badge(look, edge(end), at))];
}

/** On the longest piece of each dotted line its letter, where there is room: dots look the same without their colour. */
function dottedLetters({ curves, order, edge, y }: Plot): Shape[] {
  return curves.series.flatMap((series) => {
    const [longest] = cameRuns(series).sort((one, other) => other.values.length - one.values.length);
    if (!longest || edge(longest.values.length) - edge(0) < BADGE) return [];
    const place = Math.floor(longest.values.length / 2);
    return [badge(lookOf(order, series.id), edge(longest.first + place + 0.5), y(longest.values[place] ?? 0))];
  });
}

/**
 * A ring at each change of the cheapest option; its words below the axis, where they touch no others: all stand in the list.
 *
 * They are led down to, where no line goes: the ring stands on the lowest one.
 */
function changes({ curves, order, edge, y, left, right, bottom }: Plot): Shape[] {
  let free = 0;
  return crossings(curves).map(({ place, count, to, total }) => {
    const [x, at] = [edge(place + 0.5), y(total)];
    const words = t.from(count, lookOf(order, to.id).letter);
    const half = widthOf(words) / 2;
    const middle = Math.min(Math.max(x, left + half), right - half);
    const fits = middle - half >= free;
    if (fits) free = middle + half;
    return shape(
      "g",
      {},
      shape("path", { ...paint.edge, d: `M${round(x)} ${round(at)}V${bottom}`, "stroke-dasharray": "2 3" }),
      shape("circle", { ...paint.box, cx: x, cy: at, r: 4.5, "stroke-width": 2 }),
      fits ? shape("text", { ...paint.ink, x: middle, y: bottom + 36, "text-anchor": "middle", "font-weight": 600 }, words) : null,
    );
  });
}

function ownNumber({ curves, edge, bottom, left, right }: Plot): Shape[] {
  const x = edge(curves.counts.indexOf(curves.here) + 0.5);
  const words = t.hereAt(curves.here);
  const half = widthOf(words) / 2;
  return [
    shape("path", { ...paint.edge, d: `M${round(x)} ${TOP - 16}V${bottom}`, "stroke-width": 1.5 }),
    shape("text", { ...paint.ink, x: Math.min(Math.max(x, left + half), right - half), y: TOP - 22, "text-anchor": "middle", "font-weight": 600 }, words),
  ];
}
