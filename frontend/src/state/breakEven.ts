/** The break-even map: which option costs least, by two numbers of requests. Grids only; nothing here knows about drawing. */

/** The requests of one pool, along a side of the map: so many numbers that the asker's own is one of them. */
export interface Side {
  name: string;
  from: number;
  to: number;
}

export interface Named {
  id: string;
  name: string;
}

/** The answer's `map`: cells hold places in `options`, totals minor units; both row by row. */
export interface BreakEven {
  rows: Side;
  columns: Side;
  /** The cell of the asker's own numbers, counted from the first row and column. */
  here: Spot;
  options: readonly Named[];
  cells: readonly (readonly number[])[];
  /** Row, column, and the place in `options` of another one that costs the same there. */
  ties: readonly (readonly number[])[];
  totals: readonly (readonly number[])[];
  /** How many requests of each cell's option have no stated price: they are in no total. */
  by_agreement: readonly (readonly number[])[];
  /** Whether each cell's option costs least for certain; else some come first for leaving fewer requests without a price. */
  by_money: boolean;
  sentence: string;
  /** The plans of the chain that stands in the asker's own cell: elsewhere it may be another one. */
  chain?: string | undefined;
}

/** The option that stands for every chain of plans. */
export const CHAIN = "chain";

export interface Spot {
  row: number;
  column: number;
}

/** What stands in one cell. */
export interface Reading {
  option: Named;
  /** Minor units. */
  total: number;
  /** Requests beside it that no price is stated for. */
  agreed: number;
  /** The others that cost the same. */
  tied: readonly Named[];
  /** Which plans the option's chain is of, where that is known. */
  chain?: string;
}

export function readCell(map: BreakEven, { row, column }: Spot): Reading | null {
  const option = map.options[map.cells[row]?.[column] ?? -1];
  const total = map.totals[row]?.[column];
  if (!option || total === undefined) return null;
  const known = option.id === CHAIN && map.chain && row === map.here.row && column === map.here.column ? { chain: map.chain } : {};
  return { option, total, agreed: map.by_agreement[row]?.[column] ?? 0, tied: namedAt(map, tiedAt(map.ties, row, column)), ...known };
}

/** The options at places. */
export function namedAt({ options }: Pick<BreakEven, "options">, places: readonly number[]): Named[] {
  return places.flatMap((place) => options[place] ?? []);
}

/** The places of the others that cost the same in a cell. */
function tiedAt(ties: BreakEven["ties"], row: number, column: number): number[] {
  return ties.flatMap(([r, c, place = -1]) => (r === row && c === column ? [place] : []));
}

/** A corner of cells: `[column, row]`, so that cell (0, 0) lies between [0, 0] and [1, 1]. */
export type Corner = readonly [number, number];

/** The closed outlines of all cells that hold a value, corners only; holes are outlines too (fill by even and odd). */
export function outlines(cells: readonly (readonly number[])[], value: number): Corner[][] {
  const ends = edges(cells, value);
  const loops: Corner[][] = [];
  for (const first of ends.keys()) {
    while (ends.get(first)?.length) loops.push(walk(ends, first));
  }
  return loops.map(corners);
}

/** From each corner to the next one, clockwise around the cells of a value. */
function edges(cells: readonly (readonly number[])[], value: number): Map<string, Corner[]> {
  const inside = (row: number, column: number) => cells[row]?.[column] === value;
  const ends = new Map<string, Corner[]>();
  const add = ([x, y]: Corner, end: Corner) => ends.set(`${x},${y}`, [...(ends.get(`${x},${y}`) ?? []), end]);
  cells.forEach((line, y) =>
    line.forEach((_, x) => {
      if (!inside(y, x)) return;
      if (!inside(y - 1, x)) add([x, y], [x + 1, y]);
      if (!inside(y, x + 1)) add([x + 1, y], [x + 1, y + 1]);
      if (!inside(y + 1, x)) add([x + 1, y + 1], [x, y + 1]);
      if (!inside(y, x - 1)) add([x, y + 1], [x, y]);
    }),
  );
  return ends;
}

/** Follow the edges from a corner back to it, taking them away. */
function walk(ends: Map<string, Corner[]>, first: string): Corner[] {
  const loop: Corner[] = [];
  for (let at = first; ; ) {
    const next = ends.get(at)?.pop();
    if (!next) throw new Error(`an outline stays open at ${at}`);
    loop.push(next);
    at = `${next[0]},${next[1]}`;
    if (at === first) return loop;
  }
}

/** A loop without the points along its straight sides. */
function corners(loop: Corner[]): Corner[] {
  return loop.filter(([x, y], index) => {
    const [[px, py], [nx, ny]] = [loop.at(index - 1) as Corner, loop[(index + 1) % loop.length] as Corner];
    return !((px === x && x === nx) || (py === y && y === ny));
  });
}

/** A good place for a letter: the middle of the largest square of one region that keeps clear of what is `taken`. */
export interface Heart {
  value: number;
  /** The middle, in cells: the middle of cell (0, 0) is at 0.5, 0.5. */
  x: number;
  y: number;
  /** How many cells the square is wide. */
  size: number;
}

/** One heart for every region of connected cells. */
export function hearts(cells: readonly (readonly number[])[], taken: (spot: Spot) => boolean): Heart[] {
  const region = regions(cells);
  const best = new Map<number, Heart>();
  const squares: number[][] = [];
  cells.forEach((line, row) => {
    const above = squares.at(-1) ?? [];
    const here: number[] = [];
    line.forEach((value, column) => {
      const same = (r: number, c: number) => cells[r]?.[c] === value;
      const grows = same(row - 1, column) && same(row, column - 1) && same(row - 1, column - 1);
      const size = taken({ row, column }) ? 0 : 1 + (grows ? Math.min(above[column] ?? 0, here[column - 1] ?? 0, above[column - 1] ?? 0) : 0);
      here.push(size);
      const known = best.get(region[row]?.[column] ?? -1);
      if (size > (known?.size ?? 0)) best.set(region[row]?.[column] ?? -1, { value, x: column + 1 - size / 2, y: row + 1 - size / 2, size });
    });
    squares.push(here);
  });
  return [...best.values()];
}

/** A number for every cell, the same for cells of one value that touch side by side. */
function regions(cells: readonly (readonly number[])[]): number[][] {
  const found = cells.map((line) => line.map(() => -1));
  let count = 0;
  cells.forEach((line, row) =>
    line.forEach((value, column) => {
      if (found[row]?.[column] !== -1) return;
      const open: Spot[] = [{ row, column }];
      for (let spot = open.pop(); spot; spot = open.pop()) {
        const { row: r, column: c } = spot;
        const reached = found[r];
        if (!reached || reached[c] !== -1 || cells[r]?.[c] !== value) continue;
        reached[c] = count;
        open.push({ row: r - 1, column: c }, { row: r + 1, column: c }, { row: r, column: c - 1 }, { row: r, column: c + 1 });
      }
      count += 1;
    }),
  );
  return found;
}

/** Neighbouring cells of one value, by their places along a row. */
export interface CellRun {
  value: number;
  first: number;
  last: number;
  /** Set where other options cost the same in all of them: their places. */
  tied?: readonly number[];
}

/** Neighbouring rows that are alike. */
export interface RowRuns {
  first: number;
  last: number;
  runs: CellRun[];
}

/** The whole map in as few lines as its rows allow; cells are of one run where the same options cost the same. */
export function mapRuns({ cells, ties }: Pick<BreakEven, "cells" | "ties">): RowRuns[] {
  const kinds: { value: number; tied: readonly number[] }[] = [];
  const kindOf = new Map<string, number>();
  const kind = (value: number, row: number, column: number) => {
    const others = tiedAt(ties, row, column);
    const key = [value, ...others].join();
    if (!kindOf.has(key)) kindOf.set(key, kinds.push({ value, tied: others }) - 1);
    return kindOf.get(key) as number;
  };
  const told = rowRuns(cells.map((line, row) => line.map((value, column) => kind(value, row, column))));
  const runOf = ({ value: of, ...run }: CellRun): CellRun => {
    const { value, tied: others } = kinds[of] as (typeof kinds)[number];
    return { ...run, value, ...(others.length ? { tied: others } : {}) };
  };
  return told.map(({ runs, ...rows }) => ({ ...rows, runs: runs.map(runOf) }));
}

/** Cells in as few lines as their rows allow. */
export function rowRuns(cells: readonly (readonly number[])[]): RowRuns[] {
  const found: RowRuns[] = [];
  cells.forEach((line, row) => {
    const before = found.at(-1);
    if (before && cells[before.first]?.join() === line.join()) before.last = row;
    else found.push({ first: row, last: row, runs: cellRuns(line) });
  });
  return found;
}

function cellRuns(line: readonly number[]): CellRun[] {
  const found: CellRun[] = [];
  line.forEach((value, place) => {
    const before = found.at(-1);
    if (before?.value === value) before.last = place;
    else found.push({ value, first: place, last: place });
  });
  return found;
}
