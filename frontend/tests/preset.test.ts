/** A preset link restores a selection, keeps what is right and tells what is wrong. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { offerIn } from "../src/state/offer.ts";
import { readPreset, writeExtending, writePreset } from "../src/state/preset.ts";
import { changeCard } from "../src/state/selection.ts";
import { offer } from "./factories.ts";

const read = (search: string) => readPreset(search, offer);

test("a link with everything is read and written back the same", () => {
  const search = "?plan=boat.large,boat.large*2&extend=boat.small~2026-12-31~boat.large*3~at_end&incidents=deck:2,hull:1";
  const { selection, faults } = read(search);
  assert.deepEqual(faults, []);
  assert.deepEqual(selection.cards.map(({ key, plan, periods }) => [key, plan, periods]), [
    ["new-1", "boat.large", 1],
    ["new-2", "boat.large", 2],
    ["extension-1", "boat.large", 3],
  ]);
  assert.deepEqual(selection.units, { deck: "2", hull: "1" });
  assert.equal(writePreset(selection, offer), search);
});

test("the page that extends keeps what is chosen, and names what nothing is chosen for yet", () => {
  const id = "0d1f7a6e-3b52-4c8e-9a7d-5e0f12ab34cd";
  const chosen = `extend-installation=${id}~boat.large*3~at_end&incidents=deck:2`;
  const { selection } = read(`?${chosen}`);
  assert.equal(writeExtending(`/account/${id}/extend/`, [id], selection, offer), `?${chosen}`);
  assert.equal(writeExtending("/account/extend/", [id, "other"], selection, offer), `?installation=${id},other&${chosen}`);
  assert.deepEqual(read(writeExtending("/account/extend/", [id, "other"], selection, offer)).selection, selection);
});

test("equal plans are several installations", () => {
  assert.equal(read("?plan=boat.large,boat.large,boat.large").selection.cards.length, 3);
});

test("an empty link is an empty selection without a fault", () => {
  assert.deepEqual(read("?plan=&incidents=,&utm_source=mail"), { selection: { cards: [], booked: [], units: {}, currency: null }, faults: [] });
});

test("every fault has its sentence, and the rest is kept", () => {
  const { selection, faults } = read("?plan=boat.rocket,boat.small,boat.large*9&incidents=deck:0,hull:1000,sail:1,deck:x");
  assert.deepEqual(selection.cards.map(({ plan, periods }) => [plan, periods]), [["boat.large", 1]]);
  assert.deepEqual(selection.units, {});
  assert.equal(faults.length, 7);
  assert.equal(new Set(faults).size, 7);
  assert.ok(faults.some((fault) => fault.includes("boat.rocket")));
  assert.ok(faults.some((fault) => fault.includes("It comes with the boat.")));
  assert.ok(faults.some((fault) => fault.includes("“9” terms")));
});

test("a half wrong extension keeps its right half", () => {
  const { selection, faults } = read("?extend=boat.small~2026-02-30~kite.only*2~soon");
  const [card] = selection.cards;
  assert.ok(card?.kind === "extension");
  assert.deepEqual([card.current, card.lastCoveredDay, card.plan, card.start], ["boat.small", "", "", null]);
  assert.equal(faults.length, 3);
});

test("an extension of nothing at all leaves no card", () => {
  const { selection, faults } = read("?extend=x~y~z");
  assert.deepEqual(selection.cards, []);
  assert.equal(faults.length, 3);
});

test("what has no support period cannot be extended", () => {
  assert.equal(read("?extend=boat.none~2026-12-31~boat.large").faults.length, 1);
});

test("a level named twice keeps its first number", () => {
  const { selection, faults } = read("?incidents=deck:2,deck:3");
  assert.deepEqual(selection.units, { deck: "2" });
  assert.equal(faults.length, 1);
});

test("a flood of plans is cut and told", () => {
  const { selection, faults } = read(`?plan=${Array.from({ length: 500 }, () => "boat.large").join(",")}`);
  assert.equal(selection.cards.length, 20);
  assert.equal(faults.length, 1);
});

test("no personal field and no unfinished card goes into a link", () => {
  const { selection } = read("?plan=boat.large&extend=boat.small~2026-12-31~boat.large");
  const named = changeCard(changeCard(selection, "new-1", { reference: "KEY-1", label: "Secret" }), "extension-1", { lastCoveredDay: "" });
  assert.equal(writePreset(named, offer), "?plan=boat.large");
});

const ID = "0d1f7a6e-3b52-4c8e-9a7d-5e0f12ab34cd";
const OTHER = "1d1f7a6e-3b52-4c8e-9a7d-5e0f12ab34cd";

test("installations of the account are read and written back the same", () => {
  const search = `?extend-installation=${ID}~boat.large*2~at_end&upgrade=${OTHER}~boat.large&incidents=deck:2`;
  const { selection, faults } = read(search);
  assert.deepEqual(faults, []);
  assert.deepEqual(selection.booked, [
    { installation: ID, plan: "boat.large", periods: 2, beginning: "at_end" },
    { installation: OTHER, plan: "boat.large", periods: 1, beginning: "upgrade" },
  ]);
  assert.equal(writePreset(selection, offer), search);
});

test("an extension that leaves its start open takes the first one", () => {
  const { selection, faults } = read(`?extend-installation=${ID}~boat.large`);
  assert.deepEqual(faults, []);
  assert.equal(selection.booked[0]?.beginning, null);
  assert.equal(writePreset(selection, offer), `?extend-installation=${ID}~boat.large`);
});

test("a wrong installation of the account is told, and none is named twice", () => {
  assert.equal(read(`?extend-installation=${ID}`).faults.length, 1);
  assert.equal(read(`?extend-installation=${ID}~boat.rocket`).faults.length, 1);
  assert.equal(read(`?extend-installation=${ID}~boat.large~soon`).faults.length, 1);
  const { selection, faults } = read(`?extend-installation=${ID}~boat.large&upgrade=${ID}~boat.large`);
  assert.equal(selection.booked.length, 1);
  assert.equal(faults.length, 1);
});

test("a currency that prices are stated in is read, written back, and decides what is offered", () => {
  const [plan, incident] = [offer.plans[2], offer.incidents[0]];
  assert.ok(plan && incident);
  const both = {
    ...offer,
    currencies: ["EUR", "CHF"],
    plans: [...offer.plans, { ...plan, id: "boat.swiss", morePrices: [{ minor: 9000, currency: "CHF" }] }],
  };
  const { selection, faults } = readPreset("?currency=CHF&plan=boat.swiss", both);
  assert.deepEqual(faults, []);
  assert.equal(writePreset(selection, both), "?currency=CHF&plan=boat.swiss");
  assert.equal(readPreset("?currency=EUR", both).selection.currency, null);
  assert.equal(readPreset("?currency=USD", both).faults.length, 1);
  const swiss = offerIn(both, selection.currency);
  assert.deepEqual(swiss.plans.map(({ price }) => price?.minor ?? null), [null, null, null, null, 9000]);
  assert.deepEqual(swiss.incidents, []);
});
