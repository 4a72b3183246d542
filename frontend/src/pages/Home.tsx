/** The first page: it leads each group of visitors on its way. */
import type { ComponentChildren } from "preact";
import type { CatalogueView, Family, PlanView } from "../api/catalogue.ts";
import { ButtonLink } from "../components/Button.tsx";
import { formatPrice } from "../lib/money.ts";
import type { PageDefinition } from "../prerender/pages.tsx";
import { common, home as t } from "../text/en.ts";

export function homePage(view: CatalogueView): PageDefinition {
  return { path: "/", title: t.title, description: t.description, styles: ["home.css"], body: <Home view={view} /> };
}

function Home({ view }: { view: CatalogueView }) {
  return (
    <>
      <h1>{t.title}</h1>
      <p class="lead">{t.lead(view.vendor.name)}</p>
      <section aria-labelledby="choose">
        <h2 id="choose">{t.compareTitle}</h2>
        <p>{t.compareLead}</p>
        <ul class="families">
          {view.families.map((family) => (
            <FamilyCard key={family.id} view={view} family={family} />
          ))}
        </ul>
        <p>
          <a href="/compare/">{t.across}</a> · <a href="/advice/">{t.advice}</a>
        </p>
      </section>
      <div class="ways">
        <Way title={t.extendTitle} href="/configure/#extend" action={t.extend}>
          {t.extendText}
        </Way>
        <Way title={t.incidentsTitle} href="/configure/#incidents" action={t.incidents}>
          {t.incidentsText(incidentPrices(view))}
        </Way>
        <Way title={t.quoteTitle} href="/ask/?topic=link" action={t.quote}>
          {t.quoteText}
        </Way>
        <Way title={t.askTitle} href="/ask/" action={t.ask}>
          {t.askText}
        </Way>
      </div>
    </>
  );
}

function FamilyCard({ view, family }: { view: CatalogueView; family: Family }) {
  const plans = view.plans.filter((plan) => plan.family === family.id);
  const from = cheapest(plans);
  return (
    <li>
      <h3>
        <a href={`/${family.id}/`}>{family.name}</a>
      </h3>
      <p>{family.summary}</p>
      <dl>
        <div>
          <dt>{t.plans}</dt>
          <dd>{plans.map(({ name, id }) => name.value ?? id).join(", ")}</dd>
        </div>
        {from?.price.value && from.buys.value && (
          <div>
            <dt>{t.cheapest}</dt>
            <dd>{t.cheapestFor(formatPrice(from.price.value), common.months(from.buys.value.months))}</dd>
          </div>
        )}
      </dl>
    </li>
  );
}

function Way({ title, href, action, children }: { title: string; href: string; action: string; children: ComponentChildren }) {
  return (
    <section>
      <h2>{title}</h2>
      <p>{children}</p>
      <ButtonLink href={href}>{action}</ButtonLink>
    </section>
  );
}

/** The cheapest plan that can be bought, or none. */
function cheapest(plans: PlanView[]): PlanView | undefined {
  const price = (plan: PlanView) => plan.price.value?.minor ?? 0;
  return plans.filter(({ sale, price }) => sale.state === "buyable" && price.value).sort((a, b) => price(a) - price(b))[0];
}

function incidentPrices({ incidents }: CatalogueView): string {
  return common.list(incidents.flatMap(({ name, price }) => (price.value ? [t.incidentPrice(name, formatPrice(price.value))] : [])));
}
