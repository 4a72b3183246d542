/** Preset links: a selection as the query of an address, without anything personal, and back again. */
import { writeQuery } from "../lib/address.ts";
import { isDay } from "../lib/dates.ts";
import { presets as t } from "../text/en.ts";
import { type Booked, bookedParameter, bookedText } from "./extension.ts";
import { installationsOf } from "./installations.ts";
import { findPlan, mostPeriods, type Offer, planName, soldAsExtension, soldNew } from "./offer.ts";
import { askedUnits, cardsOf, extensionCard, type ExtensionCard, newCard, nothing, readUnits, type Selection, withCard } from "./selection.ts";
import { STARTS } from "./starts.ts";

/** More of one kind than this does not come from a person, and the server takes 50 lines in all. */
const LONGEST = 20;

export interface Preset {
  selection: Selection;
  /** One sentence for each thing that could not be followed. */
  faults: string[];
}

/** Read a preset: whatever is right is kept, and every fault is told. */
export function readPreset(search: string, offer: Offer): Preset {
  const query = new URLSearchParams(search);
  const preset: Preset = { selection: nothing, faults: [] };
  for (const text of parts(query, "currency", preset)) readCurrency(text, offer, preset);
  for (const text of parts(query, "plan", preset)) readNew(text, offer, preset);
  for (const text of parts(query, "extend", preset)) readExtension(text, offer, preset);
  for (const text of parts(query, "extend-installation", preset)) readBooked(text, false, offer, preset);
  for (const text of parts(query, "upgrade", preset)) readBooked(text, true, offer, preset);
  for (const text of parts(query, "incidents", preset)) readIncidents(text, offer, preset);
  return preset;
}

/** The query that restores a selection, as far as it is filled in; personal fields are left out. */
export function writePreset(selection: Selection, offer: Offer): string {
  return writeQuery(parametersOf(selection, offer));
}

/** The same for the page that extends, which also names the installations that nothing is chosen for yet. */
export function writeExtending(path: string, ids: readonly string[], selection: Selection, offer: Offer): string {
  const named = installationsOf(path, "").length ? [] : ids;
  return writeQuery({ installation: named, ...parametersOf(selection, offer) });
}

function parametersOf(selection: Selection, offer: Offer): Record<string, string[]> {
  return {
    currency: selection.currency === null ? [] : [selection.currency],
    plan: cardsOf(selection, "new_installation").flatMap(({ plan, periods }) => (plan ? [times(plan, periods)] : [])),
    extend: cardsOf(selection, "extension").flatMap((card) => {
      const { current, lastCoveredDay, plan, periods, start } = card;
      const words = [current, lastCoveredDay, times(plan, periods), ...(start ? [start] : [])];
      return current && lastCoveredDay && plan ? [words.join("~")] : [];
    }),
    ...writeBooked(selection.booked),
    incidents: offer.incidents.flatMap(({ id }) => {
      const units = askedUnits(selection.units[id] ?? "", offer.maxUnits);
      return units ? [`${id}:${units}`] : [];
    }),
  };
}

/** The parameters of what is wished for installations in the books. */
function writeBooked(booked: readonly Booked[]): Record<string, string[]> {
  const of = (name: string) => booked.filter((each) => bookedParameter(each) === name).map(bookedText);
  return { "extend-installation": of("extend-installation"), upgrade: of("upgrade") };
}

/** The parts of a parameter, repeats kept: two equal plans are two installations. */
function parts(query: URLSearchParams, name: string, preset: Preset): string[] {
  const found = query.getAll(name).flatMap((text) => text.split(",")).map((text) => text.trim()).filter(Boolean);
  if (found.length > LONGEST) preset.faults.push(t.tooMany(LONGEST));
  return found.slice(0, LONGEST);
}

function readCurrency(text: string, offer: Offer, preset: Preset): void {
  const known = offer.currencies.includes(text);
  if (!known) preset.faults.push(t.unknownCurrency(text));
  else preset.selection = { ...preset.selection, currency: text === offer.currencies[0] ? null : text };
}

function readNew(text: string, offer: Offer, preset: Preset): void {
  const [id, periods] = readTimes(text, offer, preset);
  const plan = findPlan(offer, id);
  if (!plan) preset.faults.push(t.unknownPlan(id));
  else if (!soldNew(plan)) preset.faults.push(t.notSold(planName(offer, id), plan.reason));
  else preset.selection = withCard(preset.selection, { ...newCard(preset.selection, id), periods: periods() });
}

function readExtension(text: string, offer: Offer, preset: Preset): void {
  const [currentId = "", day = "", wanted = "", startId = "", ...rest] = text.split("~");
  const [planId, periods] = readTimes(wanted, offer, preset);
  const current = findPlan(offer, currentId);
  const plan = findPlan(offer, planId);
  const start = STARTS.find((each) => each === startId) ?? null;
  const sameFamily = !current || !plan || current.family === plan.family;
  const faults: [boolean, string][] = [
    [rest.length > 0 || !wanted, t.badExtension(text)],
    [Boolean(currentId) && !current, t.unknownPlan(currentId)],
    [current?.extendable === false, t.nothingToExtend(planName(offer, currentId))],
    [Boolean(day) && !isDay(day), t.badDay(day)],
    [Boolean(planId) && !plan, t.unknownPlan(planId)],
    [plan !== undefined && !soldAsExtension(plan), t.notSold(planName(offer, planId), plan?.reason ?? null)],
    [!sameFamily, t.otherFamily(planName(offer, planId), planName(offer, currentId))],
    [Boolean(startId) && !start, t.badStart(startId)],
  ];
  preset.faults.push(...faults.filter(([wrong]) => wrong).map(([, sentence]) => sentence));
  const kept: Partial<ExtensionCard> = {
    current: current?.extendable ? currentId : "",
    lastCoveredDay: isDay(day) ? day : "",
    plan: plan && soldAsExtension(plan) && sameFamily ? planId : "",
    start,
  };
  if (!kept.current && !kept.lastCoveredDay && !kept.plan) return;
  if (plan) kept.periods = periods();
  preset.selection = withCard(preset.selection, { ...extensionCard(preset.selection), ...kept });
}

/** `ID~plan*2~start` for an installation of the account; whose it is, the server tells. */
function readBooked(text: string, upgrade: boolean, offer: Offer, preset: Preset): void {
  const [installation = "", wanted = "", startId = "", ...rest] = text.split("~");
  const [planId, periods] = readTimes(wanted, offer, preset);
  const start = STARTS.find((each) => each === startId) ?? null;
  const plan = findPlan(offer, planId);
  const twice = preset.selection.booked.some((each) => each.installation === installation);
  const faults: [boolean, string][] = [
    [rest.length > 0 || !installation || !wanted, t.badBooked(text)],
    [Boolean(planId) && !plan, t.unknownPlan(planId)],
    [Boolean(startId) && !start, t.badStart(startId)],
    [twice, t.installationTwice(installation)],
  ];
  preset.faults.push(...faults.filter(([wrong]) => wrong).map(([, fault]) => fault));
  if (!plan || !installation || twice || rest.length > 0) return;
  const wish = upgrade ? ({ beginning: "upgrade", periods: 1 } as const) : { beginning: start, periods: periods() };
  preset.selection = { ...preset.selection, booked: [...preset.selection.booked, { installation, plan: planId, ...wish }] };
}

function readIncidents(text: string, offer: Offer, preset: Preset): void {
  const [level = "", count = "", ...rest] = text.split(":");
  const incident = offer.incidents.find(({ id }) => id === level);
  const units = readUnits(count);
  if (!incident) preset.faults.push(t.unknownLevel(level));
  else if (rest.length > 0 || !units || units > offer.maxUnits) preset.faults.push(t.badUnits(incident.name, count, offer.maxUnits));
  else if (level in preset.selection.units) preset.faults.push(t.levelTwice(incident.name));
  else preset.selection = { ...preset.selection, units: { ...preset.selection.units, [level]: String(units) } };
}

/** `plan*2` as its plan and its periods; asked for periods that cannot be bought, it says so and gives 1. */
function readTimes(text: string, offer: Offer, preset: Preset): [string, () => number] {
  const [id = "", count, ...rest] = text.split("*");
  const periods = () => {
    if (count === undefined) return 1;
    const number = readUnits(count);
    const most = mostPeriods(offer, findPlan(offer, id));
    if (rest.length === 0 && number && number <= most) return number;
    preset.faults.push(t.badPeriods(planName(offer, id), [count, ...rest].join("*"), most));
    return 1;
  };
  return [id, periods];
}

function times(plan: string, periods: number): string {
  return periods > 1 ? `${plan}*${periods}` : plan;
}
