/** The page of a contact's own settings, which the link in a mail about a new address opens as well. */
import type { PageDefinition } from "../../prerender/pages.tsx";
import { settings as t } from "../../text/en.ts";
import { accountPage } from "../Account/accountPage.tsx";
import { Settings } from "./Settings.tsx";

export function settingsPage(): PageDefinition {
  const { title, description } = t;
  return accountPage({ path: "/account/settings/", title, description, script: "settings.tsx", island: <Settings search="" /> });
}
