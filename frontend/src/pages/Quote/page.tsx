/** The page of one quote; the quote itself is fetched, since only its address is the key to it. */
import type { CatalogueView, ReadingView } from "../../api/catalogue.ts";
import type { PageDefinition } from "../../prerender/pages.tsx";
import { pricedReadings } from "../../state/offer.ts";
import { quote as t } from "../../text/en.ts";
import { Quote } from "./Quote.tsx";

/** Names of plans by id, and the readings a price may rest on. */
export interface QuoteData {
  version: string;
  plans: Record<string, string>;
  readings: ReadingView[];
}

export function quotePage(view: CatalogueView): PageDefinition {
  const data: QuoteData = {
    version: view.version,
    plans: Object.fromEntries(view.plans.map(({ id, name }) => [id, name.value ?? id])),
    readings: pricedReadings(view),
  };
  const body = (
    <>
      <h1>{t.title}</h1>
      <p class="note warn unscripted">
        {t.noScript} <a href="/ask/?topic=link">{t.askUs}</a>
      </p>
      <div id="quote">
        <Quote data={data} token="" />
      </div>
    </>
  );
  return {
    path: "/quotes/",
    title: t.title,
    description: t.description,
    script: "quote.tsx",
    styles: ["buying.css", "order.css", "quote.css"],
    unlisted: true,
    data,
    body,
  };
}
