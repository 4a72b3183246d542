/** The configurator's page: what is on offer, before anything is chosen. */
import type { CatalogueView } from "../../api/catalogue.ts";
import type { PageDefinition } from "../../prerender/pages.tsx";
import { offer } from "../../state/offer.ts";
import { configure as t } from "../../text/en.ts";
import { Configure } from "./Configure.tsx";

export function configurePage(view: CatalogueView): PageDefinition {
  const data = offer(view);
  const body = (
    <>
      <h1>{t.title}</h1>
      <p class="lead">{t.lead}</p>
      <p>
        {t.compareLead}{" "}
        {view.families.map(({ id, name }, index) => (
          <>
            {index > 0 && ", "}
            <a href={`/${id}/`}>{name}</a>
          </>
        ))}
        . <a href="/advice/">{t.advice}</a>
      </p>
      <p class="note warn unscripted">
        {t.noScript} <a href="/ask/">{t.askUs}</a>
      </p>
      <div id="configure" class="held">
        <Configure offer={data} search="" />
      </div>
    </>
  );
  return {
    path: "/configure/",
    title: t.title,
    description: t.description,
    script: "configure.tsx",
    styles: ["buying.css"],
    holds: true,
    data,
    body,
  };
}
