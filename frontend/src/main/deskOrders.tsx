/** Brings the desk's list of orders to life. */
import { hydrateIsland } from "../components/island.tsx";
import { List } from "../pages/desk/orders/List.tsx";

hydrateIsland("desk", <List />);
