/** The overview of an account; what it shows is fetched, since it is the customer's alone. */
import type { PageDefinition } from "../../prerender/pages.tsx";
import { accountPage } from "./accountPage.tsx";
import { account as t } from "../../text/en.ts";
import { Overview } from "./Overview.tsx";

export function overviewPage(): PageDefinition {
  return accountPage({ path: "/account/", title: t.title, description: t.description, script: "account.tsx", island: <Overview /> });
}
