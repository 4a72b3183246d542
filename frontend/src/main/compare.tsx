/** Brings a comparison page to life: the address is its only state. */
import { pushQuery } from "../lib/address.ts";
import { hydrateIsland, pageData, release } from "../lib/hydrate.ts";
import { Checker } from "../pages/Compare/Checker.tsx";
import { Comparison } from "../pages/Compare/Comparison.tsx";
import { Lookup } from "../pages/Compare/Lookup.tsx";
import { readView, writeView } from "../pages/Compare/model.ts";
import type { ComparePageData } from "../pages/Compare/page.tsx";

const { table, critical, answers } = pageData<ComparePageData>();

const tree = (search: string) => <Comparison data={table} search={search} go={go} />;
const draw = hydrateIsland("comparison", tree(""));
const redraw = () => draw(tree(location.search));

function go(search: string): void {
  pushQuery(search);
  redraw();
}

/** A note's way back may lead to a row that "only differences" hides: then all rows come back first. */
function revealRow(): void {
  const id = location.hash.slice(1);
  if (!id.startsWith("row-") || document.getElementById(id)) return;
  go(writeView({ ...readView(location.search, table).view, diff: false }, table));
  document.getElementById(id)?.scrollIntoView();
}

if (location.search) redraw();
release();
addEventListener("popstate", redraw);
addEventListener("hashchange", revealRow);
if (critical) hydrateIsland("check", <Checker facts={critical} />);
hydrateIsland("covered", <Lookup answers={answers} />);
