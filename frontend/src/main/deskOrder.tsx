/** Brings an order's page at the desk to life: its address names the order. */
import { hydrateIsland } from "../components/island.tsx";
import { pageData } from "../lib/hydrate.ts";
import { Order } from "../pages/desk/orders/Order.tsx";
import type { OrderData } from "../pages/Order/page.tsx";

hydrateIsland("desk", <Order data={pageData<OrderData>()} />);
