/** The page on which admins look through the audit. */
import type { PageDefinition } from "../../../prerender/pages.tsx";
import { audit as t } from "../../../text/en.ts";
import { deskPage } from "../deskPage.tsx";
import { Audit } from "./Audit.tsx";

export function deskAuditPage(): PageDefinition {
  const { title, description } = t;
  return deskPage({ path: "/desk/audit/", title, description, script: "deskAudit.tsx", island: <Audit /> });
}
