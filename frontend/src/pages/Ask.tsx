/** The page on which somebody asks the vendor. */
import type { CatalogueView } from "../api/catalogue.ts";
import type { PageDefinition } from "../prerender/pages.tsx";
import { ask as t } from "../text/en.ts";
import { type AskData, AskForm } from "./AskForm.tsx";

export function askPage(view: CatalogueView): PageDefinition {
  const familyName = (id: string) => view.families.find((family) => family.id === id)?.name ?? id;
  const data: AskData = view.plans.map(({ id, family, name }) => ({ id, label: t.planOption(familyName(family), name.value ?? id) }));
  const body = (
    <>
      <h1>{t.title}</h1>
      <p class="lead">{t.lead}</p>
      <p class="note warn unscripted">{t.noScript}</p>
      <div id="ask">
        <AskForm plans={data} search="" />
      </div>
    </>
  );
  return { path: "/ask/", title: t.title, description: t.description, script: "ask.tsx", data, body };
}
