/** Made-up charts for `/dev/components/`: round prices and simple quotas, so that every figure can be checked by eye. */
import type { About } from "../components/charts/about.ts";
import type { BreakEven, Named } from "../state/breakEven.ts";
import type { Curves } from "../state/costCurves.ts";
import { gallery as t } from "../text/en.ts";

export interface Charts {
  map: BreakEven;
  curves: Curves[];
  currency: string;
  about: About;
  order: string[];
}

/** A price in minor units, and how many requests of each pool it covers. */
interface Made extends Named {
  price: number;
  basic: number;
  dev: number;
}

const EACH = { basic: 7_000, dev: 28_000 };
const OPTIONS: Made[] = [
  { id: "standard", name: t.chartOptions[1], price: 140_000, basic: 24, dev: 3 },
  { id: "adhoc", name: t.chartOptions[0], price: 0, basic: 0, dev: 0 },
  { id: "minimal", name: t.chartOptions[2], price: 56_000, basic: 14, dev: 0 },
  { id: "advanced", name: t.chartOptions[3], price: 350_000, basic: 90, dev: 16 },
];
const HERE = { row: 3, column: 12 };

function total({ price, basic, dev }: Made, column: number, row: number): number {
  return price + EACH.basic * Math.max(0, column - basic) + EACH.dev * Math.max(0, row - dev);
}

/** As requests come, some of them miss the month whose quota would have covered them. */
function came(option: Made, column: number, row: number): number {
  return total({ ...option, basic: Math.ceil((2 * option.basic) / 3) }, column, row);
}

export function madeUpCharts(): Charts {
  const about = { family: t.chartFamily, advisedOn: "2026-11-26", start: "2026-12-01", end: "2027-12-01", version: "0123456789abcdef", netOfTax: true, over: false, needs: [] };
  return { map: madeUpMap(), curves: [madeUpCurves()], currency: "USD", about, order: OPTIONS.map(({ id }) => id) };
}

function madeUpMap(): BreakEven {
  const grid = counts(20).map((row) => counts(40).map((column) => OPTIONS.map((option) => total(option, column, row))));
  const totals = grid.map((line) => line.map((each) => Math.min(...each)));
  const tied = (each: number[]) => each.flatMap((one, place) => (one === Math.min(...each) && place !== each.indexOf(one) ? [place] : []));
  return {
    rows: { name: t.chartPools[1], from: 0, to: 19 },
    columns: { name: t.chartPools[0], from: 0, to: 39 },
    here: HERE,
    options: OPTIONS.map(({ id, name }) => ({ id, name })),
    cells: grid.map((line) => line.map((each) => each.indexOf(Math.min(...each)))),
    ties: grid.flatMap((line, row) => line.flatMap((each, column) => tied(each).map((place) => [row, column, place]))),
    totals,
    by_agreement: totals.map((line) => line.map(() => 0)),
    by_money: true,
    sentence: t.chartSentence,
  };
}

function madeUpCurves(): Curves {
  return {
    pool: "basic",
    name: t.chartPools[0],
    counts: counts(40),
    here: HERE.column,
    series: OPTIONS.map((option) => ({
      id: option.id,
      name: option.name,
      totals: counts(40).map((count) => total(option, count, HERE.row)),
      came: counts(40).map((count) => came(option, count, HERE.row)),
      by_agreement: counts(40).map(() => 0),
      came_by_agreement: counts(40).map(() => 0),
    })),
    falls: [],
  };
}

function counts(many: number): number[] {
  return Array.from({ length: many }, (_, index) => index);
}
