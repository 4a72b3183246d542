/** Brings the desk's list of quotes to life. */
import { hydrateIsland } from "../components/island.tsx";
import { List } from "../pages/desk/quotes/List.tsx";

hydrateIsland("desk", <List />);
