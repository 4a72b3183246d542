/** Brings the desk's list of customers to life. */
import { hydrateIsland } from "../lib/hydrate.ts";
import { List } from "../pages/desk/customers/List.tsx";

hydrateIsland("desk", <List />);
