/** From the catalogue to the rows of the table: every word a cell will show, ready to be printed. */
import type { Cap, CatalogueView, Duration, Money, PlanView, Pool, QuotaView, Sourced } from "../../api/catalogue.ts";
import type { Notes } from "../../components/Reading.tsx";
import { formatPrice } from "../../lib/money.ts";
import { common, compare as t } from "../../text/en.ts";
import type { Cell, Column, ComparisonData, Group, Row } from "./model.ts";

/** A row before its notes are numbered. */
interface Draft extends Omit<Row, "cells" | "notes"> {
  cells: DraftCell[];
}

interface DraftCell extends Omit<Cell, "lines" | "notes"> {
  lines: number[];
  readings: string[];
}

interface DraftGroup extends Omit<Group, "rows"> {
  rows: Draft[];
}

/** Some plans with everything their table needs. */
export interface Comparison {
  plans: PlanView[];
  groups: DraftGroup[];
}

/** The rows of some plans, by the groups of the page. */
export function comparison(view: CatalogueView, plans: PlanView[]): Comparison {
  const features = (group: string): Draft[] =>
    view.features
      .filter((feature) => feature.group === group)
      .map(({ id, name, options }) => row(id, name, plans, ({ features }) => featureCell(features[id], options)));
  const groups: DraftGroup[] = [
    { id: "price", title: t.groups.price, rows: priceRows(plans) },
    { id: "getting_started", title: t.groups.getting_started, rows: features("getting_started") },
    { id: "contact", title: t.groups.contact, rows: features("contact") },
    { id: "updates", title: t.groups.updates, rows: updateRows(plans) },
    { id: "requests", title: t.groups.requests, rows: requestRows(view, plans) },
  ];
  return { plans, groups };
}

/** The ids of all readings the table rests on. */
export function readingsUsed({ groups }: Comparison): string[] {
  return groups.flatMap(({ rows }) => rows.flatMap(({ cells }) => cells.flatMap(({ readings }) => readings)));
}

/** The rows that rest on a reading, for the way back from its note. */
export function rowsUsing({ groups }: Comparison, reading: string): { href: string; text: string }[] {
  return groups
    .flatMap(({ rows }) => rows)
    .filter(({ cells }) => cells.some(({ readings }) => readings.includes(reading)))
    .map(({ id, label }) => ({ href: `#row-${id}`, text: label }));
}

/** What the browser gets: columns, rows with numbered notes, and the plans shown at first. */
export function comparisonData(view: CatalogueView, table: Comparison, notes: Notes, usual: PlanView[]): ComparisonData {
  const crossing = new Set(table.plans.map(({ family }) => family)).size > 1;
  const key = (plan: PlanView) => (crossing ? plan.id : plan.tier);
  const column = (plan: PlanView): Column => ({
    key: key(plan),
    name: planName(plan),
    family: crossing ? (view.families.find(({ id }) => id === plan.family)?.name ?? plan.family) : null,
  });
  return {
    columns: table.plans.map(column),
    groups: table.groups.map(({ rows, ...group }) => ({ ...group, rows: rows.map((draft) => numbered(draft, notes)) })),
    caption: t.caption(view.currency),
    usual: usual.map(key),
    crossing,
  };
}

export function planName(plan: PlanView): string {
  return plan.name.value ?? plan.id;
}

/** A reading that holds for every stated cell of a row is marked once, at the row's name. */
function numbered({ cells, ...draft }: Draft, notes: Notes): Row {
  const stated = cells.filter(({ state }) => state !== "unknown" && state !== "none");
  const everywhere = (stated[0]?.readings ?? []).filter((id) => stated.every(({ readings }) => readings.includes(id)));
  const numbers = (ids: string[]) => [...new Set(ids)].map((id) => notes.number(id)).sort((a, b) => a - b);
  const finished = cells.map(({ lines, readings, ...cell }): Cell => {
    const own = readings.filter((id) => !everywhere.includes(id));
    return {
      ...cell,
      ...(lines.length ? { lines: common.lines(lines) } : {}),
      ...(own.length ? { notes: numbers(own) } : {}),
    };
  });
  return { ...draft, ...(everywhere.length ? { notes: numbers(everywhere) } : {}), cells: finished };
}

function priceRows(plans: PlanView[]): Draft[] {
  const price = row("price", t.price, plans, (plan) => {
    const cell = sourcedCell(plan.price, formatPrice);
    const detail = plan.notes.map(({ text }) => text).join(" ");
    return {
      ...cell,
      lines: [...cell.lines, ...plan.notes.flatMap(({ lines }) => lines)],
      readings: [...cell.readings, ...plan.notes.flatMap(({ readings }) => readings)],
      ...(detail ? { detail } : {}),
    };
  });
  return [
    { ...price, says: t.priceSays },
    { ...row("buys", t.buys, plans, ({ buys }) => durationCell(buys)), says: t.buys },
    { ...row("support_period", t.supportPeriod, plans, (plan) => durationCell(plan.support_period)), says: t.supportPeriodSays },
    { ...row("sale", t.sale, plans, saleCell), says: t.saleSays },
    computedRow("per_month", t.perMonth, t.perMonthFormula, t.perMonthSays, plans, ({ price_per_month }) => price_per_month),
    computedRow("per_request", t.perRequest, t.perRequestFormula, t.perRequestSays, plans, ({ price_per_request }) => price_per_request),
  ];
}

function updateRows(plans: PlanView[]): Draft[] {
  return [
    { ...row("critical_updates", t.criticalUpdates, plans, (plan) => durationCell(plan.critical_updates)), says: t.criticalUpdatesSays },
    {
      ...row("maintenance_upgrades", t.maintenanceUpgrades, plans, (plan) => durationCell(plan.maintenance_upgrades)),
      says: t.maintenanceUpgradesSays,
    },
  ];
}

function requestRows(view: CatalogueView, plans: PlanView[]): Draft[] {
  const levelName = (id: string) => view.levels.find((level) => level.id === id)?.name ?? id;
  const covered = ({ quotas }: PlanView): DraftCell => {
    const names = quotas.flatMap(({ levels }) => levels.map(levelName));
    return {
      text: [names.length ? common.list(names) : common.none],
      ...(names.length ? {} : { state: "none" as const }),
      lines: quotas.flatMap(({ lines }) => lines),
      readings: [],
    };
  };
  const scopes = [
    { scope: "month" as const, label: t.quotaMonth, of: t.quotaMonthOf },
    { scope: "period" as const, label: t.quotaPeriod, of: t.quotaPeriodOf },
  ];
  const quotas = view.pools.flatMap((pool) =>
    scopes.map(({ scope, label, of }) => ({
      ...row(`${pool.id}_${scope}`, label(pool.name), plans, (plan) => quotaCell(plan.quotas, pool, scope, levelName)),
      of: of(pool.name),
    })),
  );
  return [{ ...row("levels", t.levels, plans, covered), says: t.levelsSays }, ...quotas];
}

function row(id: string, label: string, plans: PlanView[], cell: (plan: PlanView) => DraftCell): Draft {
  return { id, label, cells: plans.map(cell) };
}

function computedRow(
  id: string,
  label: string,
  formula: string,
  says: string,
  plans: PlanView[],
  figure: (computed: PlanView["computed"]) => Money | null,
): Draft {
  const cells = plans.map(({ computed }): DraftCell => {
    const money = figure(computed);
    const text = [money ? formatPrice(money) : t.notComputed];
    return { text, ...(money ? {} : { state: "none" as const }), lines: [], readings: [] };
  });
  return { id, label, formula, says, cells };
}

function sourcedCell<T>({ value, lines, readings, family }: Sourced<T>, write: (value: T) => string): DraftCell {
  const said = value === null ? { text: [common.notStated], state: "unknown" as const } : { text: [write(value)] };
  return { ...said, ...(family ? { detail: t.family } : {}), lines, readings };
}

function durationCell(duration: Sourced<Duration>): DraftCell {
  return sourcedCell(duration, ({ months }) => common.months(months));
}

function featureCell(feature: Sourced<string> | undefined, options: Record<string, string>): DraftCell {
  if (!feature) return { text: [common.notStated], state: "unknown", lines: [], readings: [] };
  const words: Record<string, string> = { yes: common.yes, no: common.no };
  const cell = sourcedCell(feature, (value) => words[value] ?? options[value] ?? value);
  return feature.value === null ? cell : { ...cell, state: feature.value === "no" ? "no" : "yes" };
}

function saleCell(plan: PlanView): DraftCell {
  const { state, reason, lines, readings } = plan.sale;
  const name = planName(plan);
  const link =
    state === "buyable" || state === "extension_only"
      ? { href: `/configure/?plan=${plan.id}`, text: t.configure, name: t.configureNamed(name) }
      : { href: `/ask/?plan=${plan.id}`, text: t.ask, name: t.askNamed(name) };
  return { text: [t.saleStates[state]], ...(reason ? { detail: reason } : {}), lines, readings, link };
}

function quotaCell(quotas: QuotaView[], pool: Pool, scope: "month" | "period", levelName: (id: string) => string): DraftCell {
  const quota = quotas.find((candidate) => candidate.pool === pool.id);
  if (!quota || quota.levels.length === 0) return { text: [common.none], state: "none", lines: quota?.lines ?? [], readings: [] };
  const { levels, lines, readings } = quota;
  const cap: Cap | null = quota[scope];
  const part = levels.length < pool.levels.length ? { detail: t.onlyLevel(common.list(levels.map(levelName))) } : {};
  if (!cap) return { text: [t.noCap], ...part, lines, readings };
  return { text: [common.requests(cap.requests), common.minutes(cap.minutes)], ...part, lines, readings };
}
