/** Brings the desk's list of customers to life. */
import { hydrateIsland } from "../components/island.tsx";
import { List } from "../pages/desk/customers/List.tsx";

hydrateIsland("desk", <List />);
