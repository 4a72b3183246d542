/** Brings a quote's page to life: its address names the quote, and what is picked of it. */
import { hydrateIsland } from "../components/island.tsx";
import { pageData } from "../lib/hydrate.ts";
import { Quote } from "../pages/Quote/Quote.tsx";
import type { QuoteData } from "../pages/Quote/page.tsx";
import { quoteTokenOf } from "../state/quotes.ts";

const data = pageData<QuoteData>();
const draw = hydrateIsland("quote", <Quote data={data} token="" />);
draw(<Quote key="asked" data={data} token={quoteTokenOf(location.pathname) || "unknown"} />);
