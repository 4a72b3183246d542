/**
 * How options look: a letter, a colour, a pattern for areas and dashes for lines, the same in every chart of an answer.
 *
 * The attributes are those of a drawing on white paper, as a saved file needs them; on a page the styles of `charts.css`
 * come before them, by the classes.
 */
import type { Attributes, Shape } from "../../lib/svg.ts";
import { shape } from "../../lib/svg.ts";

const INK = "#17212b";
const PAPER = "#ffffff";
export const FONT = { "font-family": "Arial,Helvetica,sans-serif", "font-size": 13, "font-variant-numeric": "tabular-nums" } as const;

export const paint = {
  ink: { class: "ink", fill: INK },
  soft: { class: "soft-ink", fill: "#51606c" },
  paper: { class: "paper", fill: PAPER },
  edge: { class: "edge", fill: "none", stroke: INK },
  grid: { class: "grid", fill: "none", stroke: "#d8dee3" },
  box: { class: "box", fill: PAPER, stroke: INK },
  /** Under a line that must be told from what it crosses. */
  halo: { class: "halo", fill: "none", stroke: PAPER },
} as const satisfies Record<string, Attributes>;

export interface Look {
  letter: string;
  /** Its place among the looks, which `charts.css` knows as `look-0` to `look-7`. */
  place: number;
  colour: string;
  wash: string;
  dashes: string | undefined;
}

const COLOURS = ["#0b5b6f", "#a4231d", "#7a4b00", "#1c663a", "#5b3fa0", "#94216a", "#2f4f9a", "#4d5a66"];
const WASHES = ["#e7f1f3", "#fcefee", "#fdf4e3", "#eaf5ee", "#f0ecf9", "#faeaf3", "#e9eef9", "#f1f3f5"];
/** None of them is as short as the dots of as-it-comes. */
const DASHES = [undefined, "14 4", "8 4", "18 4 5 4", "14 3 3 3 3 3", "24 6", "7 7", "4 3 12 3"];
const TILE = 8;
/** One tile each: lines and dots that differ in direction and kind, never in colour alone. */
const TILES = ["", "M-2 2L2-2M0 8L8 0M6 10L10 6", "M3 4h2M4 3v2", "M-2 6L2 10M0 0L8 8M6-2L10 2", "M0 4H8", "M0 0L8 8M8 0L0 8", "M4 0V8", "M0 4H8M4 0V8"];

/** The answer's order with whatever else a chart shows, such as a chain that is no option for the asked workload itself. */
export function completed(order: readonly string[], shown: readonly { id: string }[]): string[] {
  return [...new Set([...order, ...shown.map(({ id }) => id)])];
}

/** What a chart shows, in the answer's order: letters then follow each other in legends and tables. */
export function ordered<Option extends { id: string }>(order: readonly string[], shown: readonly Option[]): Option[] {
  return [...shown].sort((one, other) => order.indexOf(one.id) - order.indexOf(other.id));
}

/** The look of an option by its place in the answer's `order`. */
export function lookOf(order: readonly string[], id: string): Look {
  const found = order.indexOf(id);
  const index = found < 0 ? order.length : found;
  const place = index % COLOURS.length;
  return { letter: letterOf(index), place, colour: COLOURS[place] ?? INK, wash: WASHES[place] ?? PAPER, dashes: DASHES[place] };
}

/** A to Z, then AA as in a spreadsheet. */
function letterOf(index: number): string {
  const letter = String.fromCharCode(65 + (index % 26));
  return index < 26 ? letter : letterOf(Math.floor(index / 26) - 1) + letter;
}

/** The kind of a part, and whose look it has. */
function classes(kind: string, place: number): string {
  return [kind, `look-${place}`].join(" ");
}

/** The pattern of an option's areas; `fillOf` refers to it within the same drawing. */
export function pattern({ place, colour, wash }: Look, ids: string): Shape {
  const tile = TILES[place] ?? "";
  return shape(
    "pattern",
    { id: `${ids}-${place}`, width: TILE, height: TILE, patternUnits: "userSpaceOnUse" },
    shape("rect", { class: classes("wash", place), width: TILE, height: TILE, fill: wash }),
    tile ? shape("path", { class: classes("hatch", place), d: tile, fill: "none", stroke: colour, "stroke-width": 1.25 }) : null,
  );
}

export function fillOf({ place }: Look, ids: string): string {
  return `url(#${ids}-${place})`;
}

/** Dotted is the line of as-it-comes, thin one where not all of a total has a price. */
export type LineKind = "whole" | "thin" | "dotted";

/** The line of an option. */
export function line({ place, colour, dashes }: Look, d: string, kind: LineKind = "whole"): Shape {
  const dotted = kind === "dotted";
  return shape("path", {
    class: classes("line", place),
    d,
    fill: "none",
    stroke: colour,
    "stroke-width": kind === "thin" ? 1 : 2.25,
    "stroke-dasharray": dotted ? "0.5 4.5" : dashes,
    "stroke-linecap": dotted ? "round" : undefined,
  });
}

/** A letter in a circle, which stays readable on every pattern. */
export function badge({ letter }: Look, x: number, y: number): Shape {
  return shape(
    "g",
    {},
    shape("circle", { ...paint.box, cx: x, cy: y, r: 8.5 }),
    shape("text", { ...paint.ink, x, y: y + 4.25, "text-anchor": "middle", "font-size": 12, "font-weight": 600 }, letter),
  );
}

/** About as wide as some words are at 12 to 13 pixels; it is never less. */
export function widthOf(text: string): number {
  return text.length * 7.25;
}

/** Words in a frame, on any ground; `x` is where they start, or end. */
export function sign(text: string, x: number, y: number, anchor: "start" | "end"): Shape {
  const width = widthOf(text) + 8;
  return shape(
    "g",
    {},
    shape("rect", { ...paint.box, x: anchor === "start" ? x : x - width, y: y - 10, width, height: 20, rx: 3 }),
    shape("text", { ...paint.ink, x: anchor === "start" ? x + 4 : x - 4, y: y + 4.5, "text-anchor": anchor, "font-weight": 600 }, text),
  );
}
