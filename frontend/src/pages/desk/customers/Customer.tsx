/** One customer as staff see it: how its installations are covered, its people and its latest orders. */
import { useEffect } from "preact/hooks";
import { type DeskCustomer, readDeskCustomer } from "../../../api/deskFiles.ts";
import { ButtonLink } from "../../../components/Button.tsx";
import { CoverBadge } from "../../../components/CoverBadge.tsx";
import { Brought, Desk } from "../../../components/Desk.tsx";
import { OrderBadge } from "../../../components/OrderBadge.tsx";
import { Money } from "../../../components/Small.tsx";
import { SmallTable } from "../../../components/SmallTable.tsx";
import { countryName } from "../../../lib/countries.ts";
import { formatDate, formatMoment } from "../../../lib/dates.ts";
import { nameDocument } from "../../../lib/heading.ts";
import { namedIn, orderAtDesk } from "../../../state/desk.ts";
import { deskCustomer as t, signed } from "../../../text/en.ts";

type Room = DeskCustomer["installations"][number];
type Person = DeskCustomer["contacts"][number];
type Summary = DeskCustomer["orders"][number];

const INSTALLATIONS = [
  {
    name: t.installation,
    cell: ({ name, reference, family_name }: Room) => (
      <>
        {name}
        <small>{name === reference ? family_name : `${reference}, ${family_name}`}</small>
      </>
    ),
  },
  { name: t.plan, cell: ({ plan_name }: Room) => plan_name },
  { name: t.cover, cell: ({ state }: Room) => (state ? <CoverBadge state={state} /> : t.never) },
  { name: t.covered, cell: ({ last_covered_day }: Room) => last_covered_day && formatDate(last_covered_day) },
];

const PEOPLE = [
  { name: t.person, cell: ({ name }: Person) => name },
  { name: t.email, cell: ({ email }: Person) => email },
  { name: t.role, cell: ({ role }: Person) => signed.roleName[role] },
];

const ORDERS = [
  { name: t.order, cell: ({ number }: Summary) => <a href={orderAtDesk(number)}>{number}</a> },
  { name: t.placed, cell: ({ placed_at }: Summary) => formatMoment(placed_at) },
  { name: t.lines, cell: ({ lines }: Summary) => lines.map((line, index) => <div key={index}>{line}</div>) },
  { name: t.state, cell: ({ state }: Summary) => <OrderBadge state={state} /> },
  { name: t.total, cell: ({ total }: Summary) => <Money of={total} /> },
];

export function Customer() {
  return (
    <Desk here="customers">
      {({ role }) => (
        <Brought load={(signal) => readDeskCustomer(namedIn(location.pathname), signal)}>{(found) => <Found found={found} sells={role !== "finance"} />}</Brought>
      )}
    </Desk>
  );
}

function Found({ found: { customer, installations, contacts, orders }, sells }: { found: DeskCustomer; sells: boolean }) {
  useEffect(() => nameDocument(customer.name), []);
  return (
    <>
      <dl class="pairs">
        <Pair name={t.reference} value={customer.reference} />
        <Pair name={t.country} value={customer.country && countryName(customer.country)} />
        <Pair name={t.taxId} value={customer.tax_id} />
        <Pair name={t.invoiceEmail} value={customer.invoice_email} />
      </dl>
      {sells && (
        <p class="screen">
          <ButtonLink href={`/desk/quotes/new/?customer=${customer.id}`}>{t.writeQuote}</ButtonLink>
        </p>
      )}
      <section>
        <h2>{t.installationsTitle}</h2>
        {installations.length === 0 && <p>{t.noInstallations}</p>}
        <SmallTable caption={t.installations} rows={installations} keyOf={({ id }) => id} columns={INSTALLATIONS} />
      </section>
      <section>
        <h2>{t.ordersTitle}</h2>
        {orders.length === 0 && <p>{t.noOrders}</p>}
        <SmallTable caption={t.orders} rows={orders} keyOf={({ number }) => number} columns={ORDERS} />
        <p class="screen">
          <a href={`/desk/orders/?q=${encodeURIComponent(customer.name)}`}>{t.allOrders}</a>
        </p>
      </section>
      <section>
        <h2>{t.peopleTitle}</h2>
        {contacts.length === 0 && <p>{t.noPeople}</p>}
        <SmallTable caption={t.people} rows={contacts} keyOf={({ id }) => id} columns={PEOPLE} />
      </section>
    </>
  );
}

function Pair({ name, value }: { name: string; value: string | null }) {
  if (!value) return null;
  return (
    <>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </>
  );
}
