/** The desk's pages of quotes: the list, a new one, and one of them. */
import type { CatalogueView } from "../../../api/catalogue.ts";
import type { PageDefinition } from "../../../prerender/pages.tsx";
import { offer, type Offer } from "../../../state/offer.ts";
import { deskQuotes as t } from "../../../text/en.ts";
import { deskPage } from "../deskPage.tsx";
import { List } from "./List.tsx";
import { OneQuote } from "./OneQuote.tsx";

export interface DeskQuoteData {
  offer: Offer;
}

const STYLES = ["buying.css", "order.css", "quote.css", "deskQuotes.css"];

export function deskQuotePages(view: CatalogueView): PageDefinition[] {
  const data: DeskQuoteData = { offer: offer(view) };
  const one = { script: "deskQuote.tsx", styles: STYLES, data, island: <OneQuote data={data} id="" search="" /> };
  return [
    deskPage({ path: "/desk/quotes/", title: t.listTitle, description: t.listDescription, script: "deskQuotes.tsx", island: <List /> }),
    deskPage({ path: "/desk/quotes/new/", title: t.newTitle, description: t.newDescription, ...one }),
    deskPage({ path: "/desk/quotes/quote/", title: t.oneTitle, description: t.oneDescription, ...one }),
  ];
}
