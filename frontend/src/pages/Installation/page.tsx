/** The page of one installation; what it shows is fetched, since it is its customer's alone. */
import type { CatalogueView, ReadingView } from "../../api/catalogue.ts";
import type { PageDefinition } from "../../prerender/pages.tsx";
import { installation as t, signed } from "../../text/en.ts";
import { Installation } from "./Installation.tsx";

/** Names by id, and the readings a quota may rest on. */
export interface InstallationData {
  levels: Record<string, string>;
  readings: ReadingView[];
}

export function installationPage(view: CatalogueView): PageDefinition {
  const used = new Set(view.plans.flatMap(({ quotas }) => quotas.flatMap(({ readings }) => readings)));
  const data: InstallationData = {
    levels: Object.fromEntries(view.levels.map(({ id, name }) => [id, name])),
    readings: view.readings.filter(({ id }) => used.has(id)),
  };
  const body = (
    <>
      <h1>{t.title}</h1>
      <p class="note warn unscripted">{signed.noScript}</p>
      <div id="installation">
        <Installation data={data} id="" />
      </div>
    </>
  );
  return {
    path: "/account/installation/",
    title: t.title,
    description: t.description,
    script: "installation.tsx",
    styles: ["buying.css", "order.css", "account.css", "timeline.css", "installation.css"],
    unlisted: true,
    data,
    body,
  };
}
