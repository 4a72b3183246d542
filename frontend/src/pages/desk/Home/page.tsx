/** The first page of the desk. */
import type { PageDefinition } from "../../../prerender/pages.tsx";
import { desk } from "../../../text/en.ts";
import { deskPage } from "../deskPage.tsx";
import { Home } from "./Home.tsx";

export function deskHomePage(): PageDefinition {
  const { title, description } = desk.home;
  return deskPage({ path: "/desk/", title, description, script: "deskHome.tsx", island: <Home /> });
}
