/** The pages about money that needs a person: the list, and one thing of it. */
import type { PageDefinition } from "../../../prerender/pages.tsx";
import { deskMoney as t } from "../../../text/en.ts";
import { deskPage } from "../deskPage.tsx";
import { Item } from "./Item.tsx";
import { List } from "./List.tsx";

export function deskMoneyPages(): PageDefinition[] {
  return [
    deskPage({ path: "/desk/money/", title: t.title, description: t.description, script: "deskMoney.tsx", island: <List /> }),
    deskPage({
      path: "/desk/money/item/",
      title: t.itemTitle,
      description: t.itemDescription,
      script: "deskMoneyItem.tsx",
      island: <Item />,
    }),
  ];
}
