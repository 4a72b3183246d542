/** Brings the desk's list of expiring terms to life. */
import { hydrateIsland } from "../components/island.tsx";
import { List } from "../pages/desk/terms/List.tsx";

hydrateIsland("desk", <List />);
