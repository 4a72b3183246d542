/** The lists of the desk as pages; each comes alive by its own script. */
import type { PageDefinition } from "../../prerender/pages.tsx";
import { deskLists as t } from "../../text/en.ts";
import { List as Approvals } from "./approvals/List.tsx";
import { List as Customers } from "./customers/List.tsx";
import { deskPage } from "./deskPage.tsx";
import { List as Orders } from "./orders/List.tsx";
import { List as Terms } from "./terms/List.tsx";

export function deskListPages(): PageDefinition[] {
  return [
    deskPage({ path: "/desk/orders/", ...words(t.orders), script: "deskOrders.tsx", island: <Orders /> }),
    deskPage({ path: "/desk/approvals/", ...words(t.approvals), script: "deskApprovals.tsx", island: <Approvals /> }),
    deskPage({ path: "/desk/customers/", ...words(t.customers), script: "deskCustomers.tsx", island: <Customers /> }),
    deskPage({ path: "/desk/terms/", ...words(t.terms), script: "deskTerms.tsx", island: <Terms /> }),
  ];
}

function words({ title, description }: { title: string; description: string }) {
  return { title, description };
}
