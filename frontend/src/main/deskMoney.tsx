/** Brings the desk's list of money that needs a person to life. */
import { hydrateIsland } from "../components/island.tsx";
import { List } from "../pages/desk/money/List.tsx";

hydrateIsland("desk", <List />);
