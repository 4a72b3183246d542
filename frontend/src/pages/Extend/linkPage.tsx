/** The page that a reminder's link opens; its key stands in the address. */
import type { CatalogueView } from "../../api/catalogue.ts";
import type { PageDefinition } from "../../prerender/pages.tsx";
import { offer } from "../../state/offer.ts";
import { extend, link as t } from "../../text/en.ts";
import { Link } from "./Link.tsx";

export function linkPage(view: CatalogueView): PageDefinition {
  const data = offer(view);
  const body = (
    <>
      <h1>{t.title}</h1>
      <p class="lead">{extend.lead}</p>
      <p class="note warn unscripted">
        {t.noScript} <a href="/ask/?topic=link">{t.askUs}</a>
      </p>
      <div id="link">
        <Link offer={data} linkKey="" />
      </div>
    </>
  );
  return {
    path: "/extend/",
    title: t.title,
    description: t.description,
    script: "link.tsx",
    styles: ["buying.css", "timeline.css", "extend.css"],
    unlisted: true,
    data,
    body,
  };
}
