/** The list of pages. A new page is one function in `src/pages`, one entry in `src/main` and one line here. */
import type { ComponentChildren, VNode } from "preact";
import type { CatalogueView } from "../api/catalogue.ts";
import { Shell } from "../components/Shell.tsx";
import { ordersPage, overviewPage } from "../pages/Account/page.tsx";
import { advicePage } from "../pages/Advice/page.tsx";
import { askPage } from "../pages/Ask.tsx";
import { checkoutPage } from "../pages/Checkout/page.tsx";
import { comparePage, familyPage } from "../pages/Compare/page.tsx";
import { configurePage } from "../pages/Configure/page.tsx";
import { linkPage } from "../pages/Extend/linkPage.tsx";
import { deskHomePage } from "../pages/desk/Home/page.tsx";
import { deskAuditPage } from "../pages/desk/Audit/page.tsx";
import { deskQuotePages } from "../pages/desk/quotes/page.tsx";
import { deskSecurityPage } from "../pages/desk/Security/page.tsx";
import { deskListPages } from "../pages/desk/listPages.tsx";
import { deskMoneyPages } from "../pages/desk/money/page.tsx";
import { deskWiresPages } from "../pages/desk/wires/page.tsx";
import { extendPage } from "../pages/Extend/page.tsx";
import { galleryPage } from "../pages/Gallery.tsx";
import { homePage } from "../pages/Home.tsx";
import { installationPage } from "../pages/Installation/page.tsx";
import { missingPage } from "../pages/Missing.tsx";
import { orderPage } from "../pages/Order/page.tsx";
import { peoplePage } from "../pages/People/page.tsx";
import { quotePage } from "../pages/Quote/page.tsx";
import { settingsPage } from "../pages/Settings/page.tsx";
import { signInPage } from "../pages/SignIn/page.tsx";
import { stopPage } from "../pages/Stop/page.tsx";
import { termsPage } from "../pages/Terms.tsx";
import { verifyPage } from "../pages/Verify/page.tsx";
import { common as t } from "../text/en.ts";

/** What a page gives to be written. */
export interface PageDefinition {
  /** The address, such as `/ask/`. */
  path: string;
  title: string;
  description: string;
  /** File name in `src/main`, or none for a page without a script. */
  script?: string;
  /** File name in `src/main` of what the script loads when it is needed; it finds the address in `body[data-later]`. */
  later?: string;
  /** File names in `src/styles`, besides `base.css`. */
  styles?: string[];
  /** True when the address changes what is shown: the page then waits for its script before it shows `.held` parts. */
  holds?: boolean;
  /** True for a page of one buyer, which search engines leave alone. */
  unlisted?: boolean;
  /** What the script needs, as JSON. */
  data?: unknown;
  body: ComponentChildren;
}

/** A page ready to be written. */
export interface Page {
  path: string;
  file: string;
  title: string;
  description: string;
  script: string | null;
  later: string | null;
  styles: string[];
  holds: boolean;
  unlisted: boolean;
  data: unknown;
  tree: VNode;
}

/** Every page of the site, families from the catalogue. */
export function pages(view: CatalogueView): Page[] {
  const definitions: PageDefinition[] = [
    homePage(view),
    ...view.families.map((family) => familyPage(view, family)),
    comparePage(view),
    advicePage(view),
    configurePage(view),
    checkoutPage(view),
    orderPage(view),
    quotePage(view),
    installationPage(view),
    extendPage(view),
    linkPage(view),
    signInPage(),
    overviewPage(),
    ordersPage(),
    peoplePage(),
    settingsPage(),
    stopPage(),
    deskHomePage(),
    ...deskListPages(view),
    deskAuditPage(),
    ...deskQuotePages(view),
    ...deskWiresPages(view),
    ...deskMoneyPages(),
    deskSecurityPage(),
    askPage(view),
    termsPage(view),
    verifyPage(view),
    galleryPage(view),
    missingPage(),
  ];
  return definitions.map((definition) => page(view, definition));
}

function page(view: CatalogueView, definition: PageDefinition): Page {
  const { path, title, description, script = null, later = null, styles = [], holds = false, unlisted = false, data, body } = definition;
  const file = path.endsWith("/") ? `${path}index.html` : path;
  const tree = (
    <Shell view={view} path={path}>
      {body}
    </Shell>
  );
  return { path, file, title: t.pageTitle(title, view.vendor.name), description, script, later, styles, holds, unlisted, data, tree };
}
