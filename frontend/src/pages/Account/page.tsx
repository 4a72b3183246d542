/** The pages of an account; what they show is fetched, since it is the customer's alone. */
import type { PageDefinition } from "../../prerender/pages.tsx";
import { account, accountOrders } from "../../text/en.ts";
import { accountPage } from "./accountPage.tsx";
import { Orders } from "./Orders.tsx";
import { Overview } from "./Overview.tsx";

export function overviewPage(): PageDefinition {
  const { title, description } = account;
  return accountPage({ path: "/account/", title, description, script: "account.tsx", island: <Overview /> });
}

export function ordersPage(): PageDefinition {
  const { title, description } = accountOrders;
  return accountPage({ path: "/account/orders/", title, description, script: "accountOrders.tsx", island: <Orders /> });
}
