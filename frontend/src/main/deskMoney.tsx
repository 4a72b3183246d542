/** Brings the desk's list of money that needs a person to life. */
import { hydrateIsland } from "../lib/hydrate.ts";
import { List } from "../pages/desk/money/List.tsx";

hydrateIsland("desk", <List />);
