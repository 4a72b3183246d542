/** Brings the page that advises to life: the address is its state, so "back" leads to the answer before. */
import { hydrateIsland } from "../components/island.tsx";
import { pushQuery } from "../lib/address.ts";
import { pageData, release } from "../lib/hydrate.ts";
import { Advice } from "../pages/Advice/Advice.tsx";
import type { AdviceFacts } from "../state/adviceFacts.ts";

const facts = pageData<AdviceFacts>();
const draw = hydrateIsland("advice", <Advice facts={facts} search="" today="" push={() => undefined} />);

/** What the page shows, and how many addresses it has shown. */
let search = location.search;
let shown = 0;

function push(query: string): void {
  pushQuery(query);
  search = location.search;
}

function show(): void {
  const now = new Date();
  const today = [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, "0")).join("-");
  shown += 1;
  draw(<Advice key={shown} facts={facts} search={search} today={today} push={push} />);
}

show();
release();
addEventListener("popstate", () => {
  // A link to a part of the page is no other question.
  if (location.search === search) return;
  search = location.search;
  show();
});
