/** Brings the desk's list of quotes to life. */
import { hydrateIsland } from "../lib/hydrate.ts";
import { List } from "../pages/desk/quotes/List.tsx";

hydrateIsland("desk", <List />);
