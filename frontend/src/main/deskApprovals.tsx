/** Brings the desk's list of approvals to life. */
import { hydrateIsland } from "../lib/hydrate.ts";
import { List } from "../pages/desk/approvals/List.tsx";

hydrateIsland("desk", <List />);
