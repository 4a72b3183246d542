/** Draws the break-even map: one outline for each option, its letter in it, ties, the asker's own cell. */
import type { Drawing, Shape } from "../../lib/svg.ts";
import { shape } from "../../lib/svg.ts";
import { type BreakEven, type Corner, hearts, outlines, type Side, type Spot } from "../../state/breakEven.ts";
import { niceStep } from "../../state/costCurves.ts";
import { charts as t } from "../../text/en.ts";
import { badge, fillOf, lookOf, paint, pattern, sign, widthOf } from "./looks.ts";

/** The two sizes of every drawing: words keep their size, so a narrow one has fewer marks and not smaller ones. */
export const SIZES = {
  wide: { width: 704, height: 400 },
  narrow: { width: 284, height: 264 },
} as const;
export type Size = keyof typeof SIZES;

const LEFT = 26;
const RIGHT = 10;
const TOP = 24;
const BOTTOM = 42;
const BADGE = 20;

interface Frame {
  map: BreakEven;
  /** Pixels of one cell. */
  cell: { width: number; height: number };
  /** The lower edge of row 0. */
  bottom: number;
}

export function mapDrawing(map: BreakEven, order: readonly string[], size: Size, ids: string, looked: Spot | null = null): Drawing {
  const [columns, rows] = [map.cells[0]?.length ?? 0, map.cells.length];
  const cell = {
    width: Math.floor((SIZES[size].width - LEFT - RIGHT) / Math.max(1, columns)),
    height: Math.floor((SIZES[size].height - TOP - BOTTOM) / Math.max(1, rows)),
  };
  const frame: Frame = { map, cell, bottom: TOP + cell.height * rows };
  const right = LEFT + cell.width * columns;
  return {
    width: right + RIGHT,
    height: frame.bottom + BOTTOM,
    shapes: [
      shape("defs", {}, ...map.options.map(({ id }) => pattern(lookOf(order, id), ids))),
      ...areas(frame, order, ids),
      ties(frame),
      ...letters(frame, order),
      ...rowMarks(frame),
      ...columnMarks(frame),
      ...(looked ? [frameOf(frame, looked)] : []),
      ...own(frame, map.here, right, looked),
    ].filter((each) => each !== null),
  };
}

const placed = ({ cell, bottom }: Frame, [x, y]: Corner): string => `${LEFT + x * cell.width} ${bottom - y * cell.height}`;
const middle = (frame: Frame, { row, column }: Spot): [number, number] => [
  LEFT + (column + 0.5) * frame.cell.width,
  frame.bottom - (row + 0.5) * frame.cell.height,
];

function areas(frame: Frame, order: readonly string[], ids: string): Shape[] {
  return frame.map.options.flatMap(({ id }, index) => {
    const loops = outlines(frame.map.cells, index);
    if (loops.length === 0) return [];
    const d = loops.map((loop) => `M${loop.map((corner) => placed(frame, corner)).join("L")}Z`).join("");
    return [shape("path", { ...paint.edge, d, fill: fillOf(lookOf(order, id), ids), "fill-rule": "evenodd", "stroke-width": 1.5 })];
  });
}

/** One path for all of them: a diamond in each tied cell. */
function ties(frame: Frame): Shape | null {
  if (frame.map.ties.length === 0) return null;
  const half = Math.min(3.5, frame.cell.width / 2 - 0.5);
  const diamonds = frame.map.ties.map(([row = 0, column = 0]) => {
    const [x, y] = middle(frame, { row, column });
    return diamond(x, y, half);
  });
  return shape("path", { ...paint.box, d: [...new Set(diamonds)].join("") });
}

export function diamond(x: number, y: number, half: number): string {
  return `M${x - half} ${y}l${half} ${-half}l${half} ${half}l${-half} ${half}Z`;
}

/** Letters stand where a whole one fits, and not under the words of the asker's own cell. */
function letters(frame: Frame, order: readonly string[]): Shape[] {
  const { map, cell, bottom } = frame;
  const taken = (spot: Spot) => covers(frame, map.here, spot);
  return hearts(map.cells, taken)
    .filter(({ size }) => size * Math.min(cell.width, cell.height) >= BADGE)
    .map(({ value, x, y }) => badge(lookOf(order, map.options[value]?.id ?? ""), LEFT + x * cell.width, bottom - y * cell.height));
}

/** The counts of a side that are written, with their places. */
function counts({ from, to }: Side, pixels: number, room: number): { count: number; place: number }[] {
  const step = niceStep(to - from + 1, Math.floor(((to - from + 1) * pixels) / room));
  const all = Array.from({ length: to - from + 1 }, (_, place) => ({ count: from + place, place }));
  return all.filter(({ count }) => count % step === 0);
}

function rowMarks(frame: Frame): Shape[] {
  const { map, cell } = frame;
  return [
    shape("text", { ...paint.ink, x: 0, y: 14, "font-weight": 600 }, `↑ ${t.axis(map.rows.name)}`),
    ...counts(map.rows, cell.height, 30).map(({ count, place }) => {
      const [, y] = middle(frame, { row: place, column: 0 });
      return shape("text", { ...paint.ink, x: LEFT - 7, y: y + 4.5, "text-anchor": "end" }, String(count));
    }),
  ];
}

function columnMarks(frame: Frame): Shape[] {
  const { map, cell, bottom } = frame;
  return [
    ...counts(map.columns, cell.width, 44).map(({ count, place }) => {
      const [x] = middle(frame, { row: 0, column: place });
      return shape("text", { ...paint.ink, x, y: bottom + 17, "text-anchor": "middle" }, String(count));
    }),
    shape("text", { ...paint.ink, x: LEFT + cell.width * (map.cells[0]?.length ?? 0), y: bottom + 37, "text-anchor": "end", "font-weight": 600 }, `${t.axis(map.columns.name)} →`),
  ];
}

/** A frame around the cell that was looked up. */
function frameOf(frame: Frame, { row, column }: Spot): Shape {
  const around = {
    x: LEFT + column * frame.cell.width - 1,
    y: frame.bottom - (row + 1) * frame.cell.height - 1,
    width: frame.cell.width + 2,
    height: frame.cell.height + 2,
  };
  return shape("g", { class: "looked" }, shape("rect", { ...paint.halo, ...around, "stroke-width": 6 }), shape("rect", { ...paint.edge, ...around, "stroke-width": 2.5 }));
}

/** The asker's own cell: a ring, and its words on the side where there is room, unless they would hide what is looked up. */
function own(frame: Frame, here: Spot, right: number, looked: Spot | null): Shape[] {
  const [x, y] = middle(frame, here);
  const fits = x + 16 + widthOf(t.here) <= right;
  return [
    shape("circle", { ...paint.box, cx: x, cy: y, r: 6.5, "stroke-width": 2 }),
    shape("circle", { ...paint.ink, cx: x, cy: y, r: 2.5 }),
    ...(looked && !same(here, looked) && covers(frame, here, looked) ? [] : [sign(t.here, fits ? x + 10 : x - 10, y, fits ? "start" : "end")]),
  ];
}

const same = (one: Spot, other: Spot) => one.row === other.row && one.column === other.column;

/** Whether a cell lies where the ring and the words of the asker's own one may stand. */
function covers({ cell }: Frame, here: Spot, { row, column }: Spot): boolean {
  return Math.abs(column - here.column) * cell.width < widthOf(t.here) + 32 && Math.abs(row - here.row) * cell.height < BADGE;
}
