/** What is known of the installation itself. */
import type { ComponentChildren } from "preact";
import type { InstallationView } from "../../api/installations.ts";
import { Money } from "../../components/Small.tsx";
import { formatDate } from "../../lib/dates.ts";
import { isOver } from "../../state/account.ts";
import { installation as t } from "../../text/en.ts";

export function Facts({ view }: { view: InstallationView }) {
  const { reference, label, product, family_name, purchased_on, price, critical_updates_until, maintenance_upgrades_until, today } = view;
  const window = (last: string | null) => last && (isOver(last, today) ? t.ended : t.until)(formatDate(last));
  return (
    <section>
      <h2>{t.factsTitle}</h2>
      <dl class="facts">
        <Fact name={t.facts.reference}>{reference}</Fact>
        <Fact name={t.facts.label}>{label}</Fact>
        <Fact name={t.facts.product}>{product}</Fact>
        <Fact name={t.facts.family}>{family_name}</Fact>
        <Fact name={t.facts.purchased}>{purchased_on && formatDate(purchased_on)}</Fact>
        <Fact name={t.facts.price}>{price && <Money of={price} />}</Fact>
        <Fact name={t.facts.critical}>{window(critical_updates_until)}</Fact>
        <Fact name={t.facts.maintenance}>{window(maintenance_upgrades_until)}</Fact>
      </dl>
    </section>
  );
}

/** A name and what it says; nothing where it says nothing. */
function Fact({ name, children }: { name: string; children: ComponentChildren }) {
  if (!children) return null;
  return (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  );
}
