/** Brings one quote of the desk to life: its address says which, or that it is a new one. */
import { hydrateIsland } from "../components/island.tsx";
import { pageData } from "../lib/hydrate.ts";
import { OneQuote } from "../pages/desk/quotes/OneQuote.tsx";
import type { DeskQuoteData } from "../pages/desk/quotes/page.tsx";
import { namedIn } from "../state/desk.ts";

const data = pageData<DeskQuoteData>();
const draw = hydrateIsland("desk", <OneQuote data={data} id="" search="" />);
draw(<OneQuote key="asked" data={data} id={namedIn(location.pathname)} search={location.search} />);
