/** The page of one order; the order itself is fetched, since only its address is the key to it. */
import type { CatalogueView, ReadingView } from "../../api/catalogue.ts";
import { Progress } from "../../components/Small.tsx";
import type { PageDefinition } from "../../prerender/pages.tsx";
import { pricedReadings } from "../../state/offer.ts";
import { order as t } from "../../text/en.ts";
import { Order } from "./Order.tsx";

/** Names by id, and the readings a price may rest on. */
export interface OrderData {
  version: string;
  plans: Record<string, string>;
  levels: Record<string, string>;
  readings: ReadingView[];
}

export function orderData(view: CatalogueView): OrderData {
  return {
    version: view.version,
    plans: Object.fromEntries(view.plans.map(({ id, name }) => [id, name.value ?? id])),
    levels: Object.fromEntries(view.incidents.map(({ id, name }) => [id, name])),
    readings: pricedReadings(view),
  };
}

export function orderPage(view: CatalogueView): PageDefinition {
  const data = orderData(view);
  const body = (
    <>
      <h1>{t.title}</h1>
      <Progress steps={t.steps} current={2} label={t.stepsLabel} />
      <p class="note warn unscripted">
        {t.noScript} <a href="/ask/?topic=link">{t.askUs}</a>
      </p>
      <div id="order">
        <Order data={data} token="" />
      </div>
    </>
  );
  return {
    path: "/orders/",
    title: t.title,
    description: t.description,
    script: "order.tsx",
    styles: ["buying.css", "order.css"],
    unlisted: true,
    data,
    body,
  };
}
