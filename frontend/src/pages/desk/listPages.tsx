/** The lists of the desk as pages; each comes alive by its own script. */
import type { CatalogueView } from "../../api/catalogue.ts";
import type { PageDefinition } from "../../prerender/pages.tsx";
import { deskCustomer, deskLists as t, deskOrder } from "../../text/en.ts";
import { orderData } from "../Order/page.tsx";
import { List as Approvals } from "./approvals/List.tsx";
import { Customer } from "./customers/Customer.tsx";
import { List as Customers } from "./customers/List.tsx";
import { deskPage } from "./deskPage.tsx";
import { List as Orders } from "./orders/List.tsx";
import { Order } from "./orders/Order.tsx";
import { List as Terms } from "./terms/List.tsx";

/** The lists, and the pages of what is in them: those are shells that many addresses show. */
export function deskListPages(view: CatalogueView): PageDefinition[] {
  const data = orderData(view);
  return [
    deskPage({ path: "/desk/orders/", ...words(t.orders), script: "deskOrders.tsx", island: <Orders /> }),
    deskPage({ path: "/desk/approvals/", ...words(t.approvals), script: "deskApprovals.tsx", island: <Approvals /> }),
    deskPage({ path: "/desk/customers/", ...words(t.customers), script: "deskCustomers.tsx", island: <Customers /> }),
    deskPage({ path: "/desk/terms/", ...words(t.terms), script: "deskTerms.tsx", island: <Terms /> }),
    deskPage({ path: "/desk/orders/order/", ...words(deskOrder), script: "deskOrder.tsx", styles: ["buying.css", "order.css"], data, island: <Order data={data} /> }),
    deskPage({ path: "/desk/customers/customer/", ...words(deskCustomer), script: "deskCustomer.tsx", island: <Customer /> }),
  ];
}

function words({ title, description }: { title: string; description: string }) {
  return { title, description };
}
