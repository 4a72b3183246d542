/** Choosing how an installation goes on: the closest choice of the server, and the very one. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { ExtensionChoice, Options } from "../src/api/options.ts";
import { asksUpgrade, beginningOf, beginningsOf, beginningsShown, bookedText, choiceFor, exactChoice, firstWish, lineOf, periodsOf, plansOf } from "../src/state/extension.ts";
import { installationsOf } from "../src/state/installations.ts";

const ID = "0d1f7a6e-3b52-4c8e-9a7d-5e0f12ab34cd";

const choice = (plan: string, relation: ExtensionChoice["relation"], periods: number, start: ExtensionChoice["start"], kind: ExtensionChoice["kind"] = "extension") =>
  ({ kind, plan, plan_name: plan, relation, periods, start, line: { kind: "installation_extension", installation_id: ID, plan, periods, start, cover_version: "v" } }) as unknown as ExtensionChoice;

const options = {
  choices: [
    choice("large", "higher", 1, "from_payment", "upgrade"),
    choice("large", "higher", 2, "at_end"),
    choice("large", "higher", 1, "at_end"),
    choice("small", "same", 1, "at_end"),
    choice("small", "same", 2, "at_end"),
    choice("small", "same", 2, "today"),
  ],
} as unknown as Options;

test("the first wish is the same plan, for one period", () => {
  assert.deepEqual(firstWish(options), { plan: "small", beginning: null, periods: 1 });
  const chosen = choiceFor(options, firstWish(options));
  assert.deepEqual([chosen?.plan, chosen?.start, chosen?.periods], ["small", "at_end", 1]);
});

const only = (...choices: ExtensionChoice[]) => ({ choices }) as unknown as Options;

test("nothing is chosen by itself that gives days up or closes the running term", () => {
  const today = choice("small", "same", 1, "today");
  const upgrade = choice("large", "higher", 1, "from_payment", "upgrade");
  const wish = firstWish(only(today, upgrade));
  assert.deepEqual(wish, { plan: null, beginning: null, periods: 1 });
  assert.equal(choiceFor(only(today, upgrade), wish), null);
  assert.equal(choiceFor(only(today), { plan: "small", beginning: null, periods: 1 }), null);
  assert.equal(choiceFor(only(today), { plan: "small", beginning: "today", periods: 1 })?.start, "today");
  assert.equal(firstWish(only(upgrade, choice("large", "higher", 1, "at_end"))).plan, "large");
});

test("a first plan does not suggest itself", () => {
  const first = choice("small", "first", 1, "from_payment", "new_installation");
  assert.equal(firstWish(only(first)).plan, null);
  assert.equal(choiceFor(only(first), { plan: "small", beginning: null, periods: 1 })?.plan, "small");
});

test("two ways to begin with the same days are shown as one, and the chosen one stays", () => {
  const [going, paying] = (["continuous", "from_payment"] as const).map((start) => ({ ...choice("small", "same", 1, start), starts_on: "2027-01-01", last_covered_day: "2027-12-31" }));
  assert.ok(going && paying);
  const shown = (chosen: ExtensionChoice | null, ...choices: ExtensionChoice[]) => beginningsShown(only(...choices), "small", chosen).map(beginningOf);
  assert.deepEqual(shown(null, going, paying), ["continuous"]);
  assert.deepEqual(shown(paying, going, paying), ["from_payment"]);
  assert.deepEqual(shown(going, going, { ...paying, starts_on: "2027-01-02", last_covered_day: "2028-01-01" }), ["continuous", "from_payment"]);
});

test("who comes to upgrade finds the next higher plan, from now on", () => {
  const larger = choice("larger", "higher", 1, "from_payment", "upgrade");
  const wish = firstWish({ choices: [...options.choices, larger] } as unknown as Options, true);
  assert.deepEqual(wish, { plan: "large", beginning: "upgrade", periods: 1 });
  assert.equal(choiceFor(options, wish)?.kind, "upgrade");
  assert.equal(firstWish(only(choice("small", "same", 1, "at_end")), true).plan, "small");
  assert.equal(asksUpgrade("?upgrade"), true);
  assert.equal(asksUpgrade(""), false);
  assert.equal(asksUpgrade(`?upgrade=${ID}~large`), false);
});

test("each plan is offered once, at its first choice for one period", () => {
  assert.deepEqual(plansOf(options).map(({ plan, choice: { periods } }) => [plan, periods]), [["large", 1], ["small", 1]]);
});

test("the ways to begin are those of the plan, an upgrade among them", () => {
  const ways = beginningsOf(options, "large", 1).map(beginningOf);
  assert.deepEqual(ways, ["at_end", "upgrade"]);
  assert.equal(choiceFor(options, { plan: "large", beginning: null, periods: 1 })?.start, "at_end");
  assert.deepEqual(periodsOf(options, "large", "at_end").map(({ periods }) => periods), [1, 2]);
});

test("a wish that is not open leads to the closest choice, and is told from it", () => {
  const wish = { plan: "small", beginning: "today", periods: 1 } as const;
  assert.deepEqual([choiceFor(options, wish)?.start, choiceFor(options, wish)?.periods], ["today", 2]);
  assert.equal(exactChoice(options, wish), null);
  assert.equal(exactChoice(options, { plan: "rocket", beginning: null, periods: 1 }), null);
  assert.equal(exactChoice(options, { plan: "large", beginning: "upgrade", periods: 1 })?.kind, "upgrade");
  assert.equal(exactChoice(options, { plan: "small", beginning: null, periods: 2 })?.start, "at_end");
});

test("nothing is chosen where nothing is offered", () => {
  assert.equal(choiceFor({ choices: [] } as unknown as Options, { plan: null, beginning: null, periods: 1 }), null);
});

test("the line of a choice carries the days that were given up", () => {
  const [, , , same] = options.choices;
  assert.ok(same);
  const sent = { kind: "installation_extension", installation_id: ID, plan: "small", periods: 1, start: "at_end", cover_version: "v" };
  assert.deepEqual(lineOf(same, null), sent);
  assert.deepEqual(lineOf(same, 12), { ...sent, confirmed_days_given_up: 12 });
});

test("a line carries what its kind takes, and nothing else", () => {
  const line = { installation_id: ID, plan: "large", periods: null, start: null, cover_version: "v" };
  assert.deepEqual(lineOf({ line: { ...line, kind: "upgrade" } }, null), { kind: "upgrade", installation_id: ID, plan: "large", cover_version: "v" });
  assert.deepEqual(lineOf({ line: { ...line, kind: "new_installation", periods: 2 } }, null), {
    kind: "new_installation",
    plan: "large",
    periods: 2,
    installation_id: ID,
  });
});

test("a wish is written as an address carries it", () => {
  assert.equal(bookedText({ installation: ID, plan: "large", periods: 3, beginning: "continuous" }), `${ID}~large*3~continuous`);
  assert.equal(bookedText({ installation: ID, plan: "large", periods: 1, beginning: "upgrade" }), `${ID}~large`);
});

test("an address names its installations once each", () => {
  assert.deepEqual(installationsOf(`/account/${ID}/extend/`, ""), [ID]);
  assert.deepEqual(installationsOf(`/account/${ID}/`, "?installation=x"), [ID]);
  assert.deepEqual(installationsOf("/account/extend/", `?installation=${ID},b&installation=b,`), [ID, "b"]);
  assert.deepEqual(installationsOf("/account/extend/", ""), []);
});
