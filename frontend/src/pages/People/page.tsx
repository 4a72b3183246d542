/** The page on which owners say who may sign in for their company. */
import type { PageDefinition } from "../../prerender/pages.tsx";
import { people as t } from "../../text/en.ts";
import { accountPage } from "../Account/accountPage.tsx";
import { People } from "./People.tsx";

export function peoplePage(): PageDefinition {
  return accountPage({ path: "/account/people/", title: t.title, description: t.description, script: "people.tsx", island: <People /> });
}
