/** Brings the desk's list of expiring terms to life. */
import { hydrateIsland } from "../lib/hydrate.ts";
import { List } from "../pages/desk/terms/List.tsx";

hydrateIsland("desk", <List />);
