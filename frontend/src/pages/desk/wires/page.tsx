/** The pages about wires: the sitting itself, and one statement. */
import type { CatalogueView } from "../../../api/catalogue.ts";
import type { PageDefinition } from "../../../prerender/pages.tsx";
import { wires as t } from "../../../text/en.ts";
import { deskPage } from "../deskPage.tsx";
import { Statement } from "./Statement.tsx";
import { Wires } from "./Wires.tsx";

/** What the script needs of the catalogue. */
export interface WiresData {
  currencies: string[];
}

export function deskWiresPages(view: CatalogueView): PageDefinition[] {
  const data: WiresData = { currencies: view.currencies };
  return [
    deskPage({
      path: "/desk/wires/",
      title: t.title,
      description: t.description,
      script: "deskWires.tsx",
      data,
      island: <Wires currencies={data.currencies} />,
    }),
    deskPage({
      path: "/desk/wires/statement/",
      title: t.statementTitle,
      description: t.statementDescription,
      script: "deskStatement.tsx",
      island: <Statement />,
    }),
  ];
}
