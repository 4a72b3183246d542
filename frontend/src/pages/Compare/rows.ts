/** From the catalogue to the rows of the table: every word a cell will show, ready to be printed. */
import type { Cap, CatalogueView, Duration, Money, PlanView, Pool, QuotaView, Sourced } from "../../api/catalogue.ts";
import { formatPrice } from "../../lib/money.ts";
import { common, compare as t } from "../../text/en.ts";
import type { Cell, Column, Row } from "./model.ts";

/** A cell with everything around what it says. */
export interface TableCell extends Cell {
  /** A quiet remark that is not compared. */
  detail?: string;
  lines: number[];
  readings: string[];
  link?: { href: string; text: string; name: string };
}

export interface TableRow extends Row {
  id: string;
  /** How a figure of our own is computed. */
  formula?: string;
  /** Readings that hold for every stated cell: marked once, at the row's name. */
  readings: string[];
  cells: TableCell[];
}

export interface TableGroup {
  id: string;
  title: string;
  rows: TableRow[];
}

/** Some plans with everything their table needs. */
export interface Comparison {
  plans: PlanView[];
  groups: TableGroup[];
}

/** The rows of some plans, by the groups of the page. */
export function comparison(view: CatalogueView, plans: PlanView[]): Comparison {
  const features = (group: string): TableRow[] =>
    view.features
      .filter((feature) => feature.group === group)
      .map(({ id, name, options }) => row(id, name, plans, ({ features }) => featureCell(features[id], options)));
  const groups: TableGroup[] = [
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
  return groups.flatMap(({ rows }) => rows.flatMap(({ readings, cells }) => [readings, ...cells.map((cell) => cell.readings)].flat()));
}

/** The rows that rest on a reading, for the way back from its note. */
export function rowsUsing({ groups }: Comparison, reading: string): { href: string; text: string }[] {
  return groups
    .flatMap(({ rows }) => rows)
    .filter(({ readings, cells }) => [readings, ...cells.map((cell) => cell.readings)].flat().includes(reading))
    .map(({ id, label }) => ({ href: `#row-${id}`, text: label }));
}

/** How the plans are named in the address and at the head of the table. */
export function columnsOf(view: CatalogueView, plans: PlanView[]): Column[] {
  const crossing = new Set(plans.map(({ family }) => family)).size > 1;
  const familyName = (id: string) => view.families.find((family) => family.id === id)?.name ?? id;
  return plans.map((plan) => ({
    key: crossing ? plan.id : plan.tier,
    name: planName(plan),
    family: crossing ? familyName(plan.family) : null,
  }));
}

export function planName(plan: PlanView): string {
  return plan.name.value ?? plan.id;
}

/** A row, its common readings set apart from those of single cells. */
function row(id: string, label: string, plans: PlanView[], cell: (plan: PlanView) => TableCell): TableRow {
  const cells = plans.map(cell);
  const stated = cells.filter(({ state }) => state !== "unknown" && state !== "none");
  const readings = (stated[0]?.readings ?? []).filter((reading) => stated.every((other) => other.readings.includes(reading)));
  const own = cells.map((other) => ({ ...other, readings: other.readings.filter((reading) => !readings.includes(reading)) }));
  return { id, label, readings, cells: own };
}

function priceRows(plans: PlanView[]): TableRow[] {
  const price = row("price", t.price, plans, (plan) => {
    const cell = sourcedCell(plan.price, formatPrice);
    return plan.price.value === null ? cell : withNotes(cell, plan);
  });
  const sale = row("sale", t.sale, plans, (plan) => (plan.price.value === null ? withNotes(saleCell(plan), plan) : saleCell(plan)));
  return [
    { ...price, says: t.priceSays },
    ...otherCurrencies(plans),
    { ...row("buys", t.buys, plans, ({ buys }) => durationCell(buys)), says: t.buys },
    { ...row("support_period", t.supportPeriod, plans, (plan) => durationCell(plan.support_period)), says: t.supportPeriodSays },
    { ...sale, says: t.saleSays },
    computedRow("per_month", t.perMonth, t.perMonthFormula, t.perMonthSays, plans, ({ price_per_month }) => price_per_month),
    computedRow("per_request", t.perRequest, t.perRequestFormula, t.perRequestSays, plans, ({ price_per_request }) => price_per_request),
  ];
}

/** One row for each further currency; what states no price in it says so. */
function otherCurrencies(plans: PlanView[]): TableRow[] {
  const stated = plans.flatMap(({ more_prices }) => more_prices.flatMap(({ value }) => value?.currency ?? []));
  return [...new Set(stated)].map((currency) =>
    row(`price_${currency}`, t.priceIn(currency), plans, ({ more_prices }) => {
      const found = more_prices.find(({ value }) => value?.currency === currency);
      return sourcedCell(found ?? { value: null, lines: [], readings: [], family: false }, formatPrice);
    }),
  );
}

/** The vendor's remarks on a plan stand with its price, or where there is none, with the way to get it. */
function withNotes(cell: TableCell, { notes }: PlanView): TableCell {
  const detail = [cell.detail, ...notes.map(({ text }) => text)].filter(Boolean).join(" ");
  return {
    ...cell,
    lines: [...cell.lines, ...notes.flatMap(({ lines }) => lines)],
    readings: [...cell.readings, ...notes.flatMap(({ readings }) => readings)],
    ...(detail ? { detail } : {}),
  };
}

function updateRows(plans: PlanView[]): TableRow[] {
  return [
    { ...row("critical_updates", t.criticalUpdates, plans, (plan) => durationCell(plan.critical_updates)), says: t.criticalUpdatesSays },
    {
      ...row("maintenance_upgrades", t.maintenanceUpgrades, plans, (plan) => durationCell(plan.maintenance_upgrades)),
      says: t.maintenanceUpgradesSays,
    },
  ];
}

function requestRows(view: CatalogueView, plans: PlanView[]): TableRow[] {
  const levelName = (id: string) => view.levels.find((level) => level.id === id)?.name ?? id;
  const covered = ({ quotas }: PlanView): TableCell => {
    const names = quotas.flatMap(({ levels }) => levels.map(levelName));
    const text = [names.length ? common.list(names) : common.none];
    return { text, state: names.length ? "fact" : "none", lines: quotas.flatMap(({ lines }) => lines), readings: [] };
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

function computedRow(
  id: string,
  label: string,
  formula: string,
  says: string,
  plans: PlanView[],
  figure: (computed: PlanView["computed"]) => Money | null,
): TableRow {
  const cell = ({ computed }: PlanView): TableCell => {
    const money = figure(computed);
    return { text: [money ? formatPrice(money) : t.notComputed], state: money ? "fact" : "none", lines: [], readings: [] };
  };
  return { ...row(id, label, plans, cell), formula, says };
}

function sourcedCell<T>({ value, lines, readings, family }: Sourced<T>, write: (value: T) => string): TableCell {
  const said = value === null ? common.notStated : write(value);
  return { text: [said], state: value === null ? "unknown" : "fact", ...(family ? { detail: t.family } : {}), lines, readings };
}

function durationCell(duration: Sourced<Duration>): TableCell {
  return sourcedCell(duration, ({ months }) => common.months(months));
}

function featureCell(feature: Sourced<string> | undefined, options: Record<string, string>): TableCell {
  if (!feature) return { text: [common.notStated], state: "unknown", lines: [], readings: [] };
  const words: Record<string, string> = { yes: common.yes, no: common.no };
  const cell = sourcedCell(feature, (value) => words[value] ?? common.lower(options[value] ?? value));
  return feature.value === null ? cell : { ...cell, state: feature.value === "no" ? "no" : "yes" };
}

function saleCell(plan: PlanView): TableCell {
  const { state, reason, lines, readings } = plan.sale;
  const name = planName(plan);
  const link =
    state === "buyable" || state === "extension_only"
      ? { href: `/configure/?plan=${plan.id}`, text: t.configure, name: t.configureNamed(name) }
      : { href: `/ask/?plan=${plan.id}`, text: t.ask, name: t.askNamed(name) };
  return { text: [t.saleStates[state]], state: "fact", ...(reason ? { detail: reason } : {}), lines, readings, link };
}

function quotaCell(quotas: QuotaView[], pool: Pool, scope: "month" | "period", levelName: (id: string) => string): TableCell {
  const quota = quotas.find((candidate) => candidate.pool === pool.id);
  if (!quota || quota.levels.length === 0) return { text: [common.none], state: "none", lines: quota?.lines ?? [], readings: [] };
  const { levels, lines, readings } = quota;
  const cap: Cap | null = quota[scope];
  const part = levels.length < pool.levels.length ? { detail: t.onlyLevel(common.list(levels.map(levelName))) } : {};
  const text = cap ? [common.requests(cap.requests), common.minutes(cap.minutes)] : [t.noCap];
  return { text, state: "fact", ...part, lines, readings };
}
