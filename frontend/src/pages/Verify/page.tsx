/** The page that checks a signed quote, for whoever has the file. */
import type { CatalogueView } from "../../api/catalogue.ts";
import type { PageDefinition } from "../../prerender/pages.tsx";
import { verify as t } from "../../text/en.ts";
import { Verify } from "./Verify.tsx";

const KEYS = "/.well-known/plandesk-keys.json";

export function verifyPage(view: CatalogueView): PageDefinition {
  const body = (
    <>
      <h1>{t.title}</h1>
      <p class="lead">{t.lead(view.vendor.name)}</p>
      <p class="note warn unscripted">{t.noScript}</p>
      <div id="verify" class="scripted">
        <Verify />
      </div>
      <section>
        <h2>{t.keys}</h2>
        <p>
          {t.keysWhy} <a href={KEYS}>{KEYS}</a>
        </p>
      </section>
    </>
  );
  return { path: "/verify/", title: t.title, description: t.description, script: "verify.tsx", body };
}
