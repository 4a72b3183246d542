/** The charts' figures as files: what the tables behind them show, with exact totals. */
import { csvFile } from "../../lib/csv.ts";
import { decimal } from "../../lib/money.ts";
import { type BreakEven, readCell } from "../../state/breakEven.ts";
import { agreesAny, type Curves, firstAt } from "../../state/costCurves.ts";
import { charts as t } from "../../text/en.ts";
import { type About, aboutRows } from "./about.ts";

/** A line for each cell, row by row: a spreadsheet can filter them and lay them out as the map. */
export function mapFile(map: BreakEven, currency: string, about: About): string {
  const head = [t.axis(map.columns.name), t.axis(map.rows.name), t.column.option(map.by_money, about.over), t.column.total(currency), ...(map.by_money ? [] : [t.column.agreed]), t.column.tied];
  const lines = map.cells.flatMap((cells, row) =>
    cells.map((_, column) => {
      const read = readCell(map, { row, column });
      const total = read ? decimal({ minor: read.total, currency }) : "";
      return [map.columns.from + column, map.rows.from + row, read?.option.name ?? "", total, ...(map.by_money ? [] : [read?.agreed ?? ""]), namesOf(read?.tied ?? [])];
    }),
  );
  return csvFile([...aboutRows(t.mapTitle(about.family, map.by_money, about.over), about), head, ...lines]);
}

/** A line for each count: both figures of every option, what they leave without a price, and which comes first. */
export function curvesFile(curves: Curves, currency: string, about: About): string {
  const money = (minor: number | null | undefined) => (minor == null ? "" : decimal({ minor, currency }));
  const agreed = agreesAny(curves);
  const names = curves.series.flatMap(({ name }) => [
    t.column.best(name, currency),
    ...(agreed ? [t.column.bestAgreed(name)] : []),
    t.column.came(name, currency, about.over),
    ...(agreed ? [t.column.cameAgreed(name, about.over)] : []),
  ]);
  const lines = curves.counts.map((count, place) => [
    count,
    ...curves.series.flatMap(({ totals, came, by_agreement, came_by_agreement }) => [
      money(totals[place]),
      ...(agreed ? [by_agreement[place] ?? ""] : []),
      money(came[place]),
      ...(agreed ? [came_by_agreement[place] ?? ""] : []),
    ]),
    namesOf(firstAt(curves, place)),
  ]);
  return csvFile([...aboutRows(t.curvesTitle(about.family, curves.name, about.over), about), [t.axis(curves.name), ...names, t.first(!agreed, about.over)], ...lines]);
}

/** The names of those that share the least total. */
export function namesOf(options: readonly { name: string }[]): string {
  return options.map(({ name }) => name).join(" = ");
}
