/** The checkout's page. */
import type { CatalogueView } from "../../api/catalogue.ts";
import { Progress } from "../../components/Small.tsx";
import type { PageDefinition } from "../../prerender/pages.tsx";
import { offer } from "../../state/offer.ts";
import { checkout as t } from "../../text/en.ts";
import { Checkout } from "./Checkout.tsx";

export function checkoutPage(view: CatalogueView): PageDefinition {
  const data = offer(view);
  const body = (
    <>
      <h1>{t.title}</h1>
      <Progress steps={t.steps} current={1} label={t.stepsLabel} />
      <p class="lead">{t.lead}</p>
      <p class="note warn unscripted">
        {t.noScript} <a href="/ask/">{t.askUs}</a>
      </p>
      <div id="checkout" class="held">
        <Checkout offer={data} search="" />
      </div>
    </>
  );
  return {
    path: "/checkout/",
    title: t.title,
    description: t.description,
    script: "checkout.tsx",
    styles: ["buying.css"],
    holds: true,
    unlisted: true,
    data,
    body,
  };
}
