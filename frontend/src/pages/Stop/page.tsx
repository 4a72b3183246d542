/** The page that the stop link of a reminder opens, without signing in. */
import type { PageDefinition } from "../../prerender/pages.tsx";
import { stop as t } from "../../text/en.ts";
import { Stop } from "./Stop.tsx";

export function stopPage(): PageDefinition {
  const body = (
    <>
      <h1>{t.title}</h1>
      <p class="note warn unscripted">{t.noScript}</p>
      <div id="stop" class="scripted held">
        <Stop search="" />
      </div>
    </>
  );
  const { title, description } = t;
  return { path: "/stop/", title, description, script: "stop.tsx", styles: ["account.css"], holds: true, unlisted: true, body };
}
