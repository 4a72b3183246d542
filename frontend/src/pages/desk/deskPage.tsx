/** What all pages of the desk have in common before anything of it is known. */
import type { VNode } from "preact";
import type { PageDefinition } from "../../prerender/pages.tsx";
import { desk as t } from "../../text/en.ts";

/** The id of the part that comes alive. */
export const ISLAND = "desk";

interface Parts extends Pick<PageDefinition, "path" | "title" | "description" | "script" | "data"> {
  styles?: string[];
  island: VNode;
}

export function deskPage({ island, styles = [], ...parts }: Parts): PageDefinition {
  const body = (
    <>
      <h1>{parts.title}</h1>
      <p class="note warn unscripted">{t.noScript}</p>
      <div id={ISLAND}>{island}</div>
    </>
  );
  return { ...parts, styles: ["account.css", "desk.css", ...styles], unlisted: true, body };
}
