/** Choosing how an installation goes on: a wish, and the choice of the server that comes closest to it. */
import type { ExtensionChoice, Options, Relation } from "../api/options.ts";
import type { Line, StartId } from "../api/prices.ts";
import { STARTS } from "./starts.ts";

/** How the new term begins; an upgrade begins today, and a first plan on the day it is paid. */
export type Beginning = StartId | "upgrade" | "first";

/** In the order in which they are chosen where nobody named one: what loses nothing and asks for nothing comes first. */
const BY_ITSELF: readonly Beginning[] = ["at_end", "continuous", "from_payment", "first", "upgrade", "today"];

/** What is wished for; null leaves it to the first choice. */
export interface Wish {
  plan: string | null;
  beginning: Beginning | null;
  periods: number;
}

/** The wish for one installation of the books, as an address carries it. */
export interface Booked extends Wish {
  installation: string;
  plan: string;
}

export function beginningOf({ kind, start }: Pick<ExtensionChoice, "kind" | "start">): Beginning {
  if (kind === "extension") return start;
  return kind === "upgrade" ? "upgrade" : "first";
}

/** One plan that can be chosen, with its relation to today's. */
export interface PlanOffer {
  plan: string;
  name: string;
  relation: Relation;
  choice: ExtensionChoice;
}

/** The plans on offer, in the server's order; each with its first choice for one period where there is one. */
export function plansOf({ choices }: Options): PlanOffer[] {
  const seen = new Map<string, ExtensionChoice>();
  for (const choice of choices) {
    const known = seen.get(choice.plan);
    if (!known || (known.periods > 1 && choice.periods === 1)) seen.set(choice.plan, choice);
  }
  return [...seen.values()].map((choice) => ({ plan: choice.plan, name: choice.plan_name, relation: choice.relation, choice }));
}

/**
 * What is chosen when the page opens. Whoever comes to upgrade finds the next higher plan; everybody else the same plan,
 * for one period, where that goes on without closing a running term, or the first plan there is where the same is not sold.
 * An installation that never had a plan has none that suggests itself.
 */
export function firstWish({ choices }: Options, upgrading = false): Wish {
  const upgrade = upgrading && choices.find(({ kind }) => kind === "upgrade");
  if (upgrade) return { plan: upgrade.plan, beginning: "upgrade", periods: 1 };
  const same = choices.filter(({ relation }) => relation === "same");
  const found = (same.length ? same : choices).find((choice) => choice.relation !== "first" && !closesTerm(choice));
  return { plan: found?.plan ?? null, beginning: null, periods: 1 };
}

function closesTerm(choice: ExtensionChoice): boolean {
  return ["upgrade", "today"].includes(beginningOf(choice));
}

/** Ways to begin with a plan, one choice each: the one whose periods come closest. */
export function beginningsOf(options: Options, plan: string, periods: number): ExtensionChoice[] {
  const ways = new Set(options.choices.filter((choice) => choice.plan === plan).map(beginningOf));
  return BY_ITSELF.filter((way) => ways.has(way)).flatMap((way) => closest(periodsOf(options, plan, way), periods) ?? []);
}

/** The same, each of its own dates: on the day after expiry, what goes on without a gap also starts on the day of payment. */
export function beginningsShown(options: Options, plan: string, chosen: ExtensionChoice | null): ExtensionChoice[] {
  const ways = beginningsOf(options, plan, chosen?.periods ?? 1);
  const going = ways.find((choice) => beginningOf(choice) === "continuous");
  const paying = ways.find((choice) => beginningOf(choice) === "from_payment");
  if (!going || !paying || going.starts_on !== paying.starts_on || going.last_covered_day !== paying.last_covered_day) return ways;
  const left = chosen && beginningOf(chosen) === "from_payment" ? going : paying;
  return ways.filter((choice) => choice !== left);
}

/** The choices of a plan that begin in one way, the shortest first. */
export function periodsOf({ choices }: Options, plan: string, beginning: Beginning): ExtensionChoice[] {
  return choices.filter((choice) => choice.plan === plan && beginningOf(choice) === beginning).sort((one, other) => one.periods - other.periods);
}

/** The choice that comes closest to a wish; null where its plan is not offered. Days are given up only where wished for. */
export function choiceFor(options: Options, { plan, beginning, periods }: Wish): ExtensionChoice | null {
  const ways = beginningsOf(options, plan ?? firstWish(options).plan ?? "", periods);
  return ways.find((choice) => beginningOf(choice) === beginning) ?? ways.find((choice) => beginningOf(choice) !== "today") ?? null;
}

/** The very choice that was wished for; null where it is not open any more. */
export function exactChoice(options: Options, wish: Wish): ExtensionChoice | null {
  const choice = choiceFor(options, wish);
  const exact = choice?.plan === wish.plan && choice.periods === wish.periods && (!wish.beginning || beginningOf(choice) === wish.beginning);
  return exact ? choice : null;
}

function closest(choices: ExtensionChoice[], periods: number): ExtensionChoice | undefined {
  return choices.findLast((choice) => choice.periods <= periods) ?? choices[0];
}

/** What is sent for a choice, with the days that the buyer agreed to give up. */
export function lineOf({ line }: Pick<ExtensionChoice, "line">, confirmed: number | null): Line {
  const { kind, installation_id, plan, cover_version } = line;
  const periods = line.periods ?? 1;
  if (kind === "upgrade") return { kind, installation_id, plan, cover_version };
  if (kind === "new_installation") return { kind, plan, periods, installation_id };
  const agreed = confirmed ? { confirmed_days_given_up: confirmed } : {};
  return { kind, installation_id, plan, periods, start: line.start, cover_version, ...agreed };
}

/** `ID~plan*2~at_end`, as it stands in an address; it is also the key under which a consent is kept. */
export function bookedText({ installation, plan, periods, beginning }: Booked): string {
  const times = periods > 1 ? `${plan}*${periods}` : plan;
  const start = STARTS.find((each) => each === beginning);
  return [installation, times, ...(start ? [start] : [])].join("~");
}

/** True for an address that was opened to upgrade, whatever plan that comes to. */
export function asksUpgrade(search: string): boolean {
  return new URLSearchParams(search).get("upgrade") === "";
}

/** The parameter that carries a wish. */
export function bookedParameter({ beginning }: Wish): "extend-installation" | "upgrade" {
  return beginning === "upgrade" ? "upgrade" : "extend-installation";
}
