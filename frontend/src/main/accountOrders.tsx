/** Brings the list of orders to life. */
import { hydrateIsland } from "../components/island.tsx";
import { Orders } from "../pages/Account/Orders.tsx";

hydrateIsland("account", <Orders />);
