/** Brings an order's page to life: its address names the order. */
import { hydrateIsland } from "../components/island.tsx";
import { pageData } from "../lib/hydrate.ts";
import { Order } from "../pages/Order/Order.tsx";
import type { OrderData } from "../pages/Order/page.tsx";
import { tokenOf } from "../state/orders.ts";

const data = pageData<OrderData>();
const draw = hydrateIsland("order", <Order data={data} token="" />);
draw(<Order key="asked" data={data} token={tokenOf(location.pathname) || "unknown"} />);
