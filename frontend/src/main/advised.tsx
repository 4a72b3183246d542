/** Marks the advised plan in a comparison; the comparison's own script loads this where the address carries an advice. */
import { pageData } from "../lib/hydrate.ts";
import { markAdvised } from "../pages/Compare/advised.tsx";
import type { ComparePageData } from "../pages/Compare/page.tsx";

const { columns, prefix } = pageData<ComparePageData>().comparison;
const place = document.getElementById("advised");
const table = document.querySelector<HTMLTableElement>(".compare");
if (!place || !table) throw new Error("the page has no comparison");
void markAdvised(location.search, place, table, { family: prefix.replace(/\.$/, ""), plans: columns.map(({ key }) => prefix + key) });
