/** Brings a comparison page to life: the address is its only state. */
import { pushQuery } from "../lib/address.ts";
import { hydrateIsland, pageData, release } from "../lib/hydrate.ts";
import { Checker } from "../pages/Compare/Checker.tsx";
import { Controls } from "../pages/Compare/Controls.tsx";
import { Lookup } from "../pages/Compare/Lookup.tsx";
import { agrees, differences, readView, shownColumns, type View, writeView } from "../pages/Compare/model.ts";
import type { ComparePageData } from "../pages/Compare/page.tsx";
import { readRows, showPart } from "../pages/Compare/shown.ts";
import { Words } from "../pages/Compare/Words.tsx";

/** The parameters that tell what support somebody expects. */
const ADVICE = /[?&](each|in|asked|rate|tickets)=/;

const { comparison: data, critical, answers } = pageData<ComparePageData>();
const table = document.querySelector<HTMLTableElement>(".compare");
if (!table) throw new Error("the page has no comparison");
const rows = readRows(table);

/** The islands as an address asks for them. */
function trees(search: string) {
  const { view, faults } = readView(search, data);
  const shown = shownColumns(data, view);
  const hidden = rows.filter((row) => agrees(row, shown)).length;
  return {
    view,
    shown,
    controls: <Controls data={data} view={view} faults={faults} hidden={hidden} show={show} />,
    words: <Words data={data} view={view} sentences={differences(rows, data, view.words)} show={show} />,
  };
}

const prerendered = trees("");
const drawControls = hydrateIsland("controls", prerendered.controls);
const drawWords = hydrateIsland("words", prerendered.words);

function redraw(): void {
  const { view, shown, controls, words } = trees(location.search);
  if (table) showPart(table, rows, shown, view.diff);
  drawControls(controls);
  drawWords(words);
}

function show(view: View): void {
  pushQuery(writeView(view, data));
  redraw();
}

/** A note's way back may lead to a row that "only differences" hides: then all rows come back first. */
function revealRow(): void {
  const row = document.getElementById(location.hash.slice(1));
  if (!row?.hidden) return;
  show({ ...readView(location.search, data).view, diff: false });
  row.scrollIntoView();
}

if (location.search) redraw();
// Few visits carry an advice, so the others do not load what marks it.
const { later } = document.body.dataset;
if (later && ADVICE.test(location.search)) void import(/* @vite-ignore */ later);
release();
revealRow();
addEventListener("popstate", redraw);
addEventListener("hashchange", revealRow);
if (critical) hydrateIsland("check", <Checker facts={critical} />);
if (answers) hydrateIsland("covered", <Lookup answers={answers} />);
