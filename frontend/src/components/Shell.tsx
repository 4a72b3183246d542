/** The frame of every page: skip link, header with the ways through the site, content, footer. Never hydrated. */
import type { ComponentChildren } from "preact";
import type { CatalogueView } from "../api/catalogue.ts";
import { common as t } from "../text/en.ts";

interface Props {
  view: CatalogueView;
  path: string;
  children: ComponentChildren;
}

export function Shell({ view, path, children }: Props) {
  const families = view.families.map(({ id }) => `/${id}/`);
  const links = [
    { href: families[0] ?? "/", name: t.navCompare, here: [...families, "/compare/"].includes(path) },
    { href: "/configure/", name: t.navConfigure, here: path === "/configure/" },
    { href: "/ask/", name: t.navAsk, here: path === "/ask/" },
    { href: "/account/", name: t.navAccount, here: path === "/sign-in/" || path.startsWith("/account/") },
  ];
  return (
    <>
      <a class="skip" href="#content">
        {t.skip}
      </a>
      <header class="top">
        <a class="brand" href="/">
          {t.brand(view.vendor.name)}
        </a>
        <nav aria-label={t.navigation}>
          <ul>
            {links.map(({ href, name, here }) => (
              <li key={href}>
                <a href={href} aria-current={here ? "true" : undefined}>
                  {name}
                </a>
              </li>
            ))}
          </ul>
        </nav>
      </header>
      <main id="content" tabIndex={-1}>
        {children}
      </main>
      <footer class="foot">
        <p>{t.footNet(view.currency)}</p>
        <p>{t.footSource(view.source.title)}</p>
        <p>
          <a href="/terms/">{t.footTerms}</a> · <a href="/verify/">{t.footVerify}</a> · {t.footVersion(view.version.slice(0, 12))}
        </p>
      </footer>
    </>
  );
}
