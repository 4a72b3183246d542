/** The terms of sale: the rules of the shop, the vendor's policies and the readings, with their version. */
import type { CatalogueView } from "../api/catalogue.ts";
import { Notes, ReadingNotes } from "../components/Reading.tsx";
import { formatPrice } from "../lib/money.ts";
import type { PageDefinition } from "../prerender/pages.tsx";
import { common, terms as t } from "../text/en.ts";
import { Policies, policiesUsing } from "./Compare/Policies.tsx";

export function termsPage(view: CatalogueView): PageDefinition {
  return { path: "/terms/", title: t.title, description: t.description, body: <Terms view={view} /> };
}

function Terms({ view }: { view: CatalogueView }) {
  const notes = new Notes(view.readings, view.readings.map(({ id }) => id));
  return (
    <>
      <h1>{t.title}</h1>
      <p class="lead">{t.lead(view.vendor.name)}</p>
      <p class="soft">{t.version(view.version)}</p>
      <section>
        <h2>{t.coversTitle}</h2>
        <p>{t.coversText}</p>
        <ul>
          {view.families.map(({ id, name }) => (
            <li key={id}>
              <a href={`/${id}/`}>{t.compare(name)}</a>
            </li>
          ))}
        </ul>
      </section>
      <section>
        <h2>{t.rulesTitle}</h2>
        <dl>
          {rules(view).map(([name, text]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{text}</dd>
            </div>
          ))}
        </dl>
      </section>
      <Policies view={view} notes={notes} />
      <section>
        <h2 id="notes">{common.readingsTitle}</h2>
        <p>{common.readingsLead}</p>
        <ReadingNotes notes={notes} uses={(id) => policiesUsing(view, id)} />
      </section>
    </>
  );
}

function rules({ rules, currency }: CatalogueView): [string, string][] {
  const fee = rules.reinstatement_fee.minor > 0 ? ` ${t.fee(formatPrice(rules.reinstatement_fee))}` : "";
  const validity = rules.incident_validity_months === null ? null : common.months(rules.incident_validity_months);
  return [
    [t.price, t.priceText(currency)],
    [t.unpaid, t.unpaidText(rules.order_lifetime_days)],
    [t.wire, t.wireText(rules.wire_honoured_days, rules.wire_arrival_days)],
    [t.start, t.startText(rules.time_zone)],
    [t.before, t.beforeText(rules.extend_before_days)],
    [t.after, t.afterText(rules.grace_days) + fee],
    [t.otherPlan, t.otherPlanText],
    [t.stacking, t.stackingText(rules.max_periods, rules.start_within_years)],
    [t.updates, t.updatesText[rules.update_windows]],
    [t.incidents, [t.incidentsText(rules.max_incident_units), t.overHour[rules.over_hour], t.validity(validity)].join(" ")],
    [t.stated, t.statedText],
    [t.refunds, t.refundsText],
  ];
}
