/** The page that extends installations of an account; which ones, its address says. */
import type { CatalogueView } from "../../api/catalogue.ts";
import type { PageDefinition } from "../../prerender/pages.tsx";
import { offer } from "../../state/offer.ts";
import { extend as t, signed } from "../../text/en.ts";
import { Extend } from "./Extend.tsx";

export function extendPage(view: CatalogueView): PageDefinition {
  const data = offer(view);
  const body = (
    <>
      <h1>{t.title}</h1>
      <p class="lead">{t.lead}</p>
      <p class="note warn unscripted">{signed.noScript}</p>
      <div id="extend">
        <Extend offer={data} installations={[]} search="" />
      </div>
    </>
  );
  return {
    path: "/account/extend/",
    title: t.title,
    description: t.description,
    script: "extend.tsx",
    styles: ["buying.css", "account.css", "timeline.css", "extend.css"],
    unlisted: true,
    data,
    body,
  };
}
