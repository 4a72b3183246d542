/** The desk: which places a role may open, and what the address of a list says. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { csvAddress, writeListing } from "../src/api/desk.ts";
import { namedIn, placesFor, quoteWithAdvice, readListing, rolesOf } from "../src/state/desk.ts";

const places = (role: "sales" | "finance" | "admin") => placesFor(role).map(({ id }) => id);

test("each role sees the places it may open, and an admin all", () => {
  assert.ok(!places("sales").includes("wires") && !places("sales").includes("audit"));
  assert.ok(!places("finance").includes("approvals") && places("finance").includes("money"));
  assert.equal(places("admin").length, 10);
  assert.deepEqual(rolesOf("audit"), ["admin"]);
});

test("a list's address says what it shows, and comes back as it was", () => {
  const listing = { q: "RF47 1234 567890", state: "awaiting_payment", sort: "total", after: "abc-_" };
  assert.deepEqual(readListing(writeListing(listing)), listing);
  assert.equal(writeListing({ q: "", state: "paid" }), "?state=paid");
  assert.deepEqual(readListing("?q=%20%20"), { q: "", state: "", sort: "", after: "" });
});

test("the CSV file has all pages of what is shown", () => {
  assert.equal(csvAddress("orders", { q: "a&b", state: "", sort: "", after: "abc" }), "/api/v1/desk/orders.csv?q=a%26b");
});

test("an address names what its page is about", () => {
  assert.equal(namedIn("/desk/orders/1234567890/"), "1234567890");
  assert.equal(namedIn("/desk/customers/ab%2Fc"), "ab/c");
});

test("a quote with an advice begins with what the configurator would open with", () => {
  const address = new URL(quoteWithAdvice("?family=boat&months=12", "/configure/?plan=boat.large*2&incidents=hull:1"), "https://plans.example");
  assert.equal(address.pathname, "/desk/quotes/new/");
  assert.deepEqual(Object.fromEntries(address.searchParams), { plan: "boat.large*2", incidents: "hull:1", advice: "family=boat&months=12" });
  assert.equal(quoteWithAdvice("?family=boat", null), "/desk/quotes/new/?advice=family%3Dboat");
});
