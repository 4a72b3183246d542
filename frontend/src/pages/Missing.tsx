/** The page for an address that leads nowhere. */
import type { PageDefinition } from "../prerender/pages.tsx";
import { missing as t } from "../text/en.ts";

export function missingPage(): PageDefinition {
  return { path: "/404.html", title: t.title, description: t.lead, body: <Missing /> };
}

function Missing() {
  return (
    <>
      <h1>{t.title}</h1>
      <p>{t.lead}</p>
      <p>{t.ways}</p>
      <ul>
        <li>
          <a href="/">{t.compare}</a>
        </li>
        <li>
          <a href="/configure/">{t.configure}</a>
        </li>
        <li>
          <a href="/ask/">{t.ask}</a>
        </li>
      </ul>
    </>
  );
}
