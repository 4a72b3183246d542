/** Brings the list of orders to life. */
import { hydrateIsland } from "../lib/hydrate.ts";
import { Orders } from "../pages/Account/Orders.tsx";

hydrateIsland("account", <Orders />);
