/** The page on which staff see to their passkeys. */
import type { PageDefinition } from "../../../prerender/pages.tsx";
import { passkeys as t } from "../../../text/en.ts";
import { deskPage } from "../deskPage.tsx";
import { Security } from "./Security.tsx";

export function deskSecurityPage(): PageDefinition {
  const { title, description } = t;
  return deskPage({ path: "/desk/security/", title, description, script: "deskSecurity.tsx", island: <Security /> });
}
