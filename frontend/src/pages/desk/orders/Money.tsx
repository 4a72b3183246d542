/** The money of an order: attempts, what was booked, refunds, and what needed a person. */
import type { DeskOrder } from "../../../api/deskFiles.ts";
import { Arrival } from "../../../components/Arrival.tsx";
import { SmallTable } from "../../../components/SmallTable.tsx";
import { Money as Amount } from "../../../components/Small.tsx";
import { formatDate, formatMoment } from "../../../lib/dates.ts";
import type { StaffRole } from "../../../state/desk.ts";
import { deskOrder as t } from "../../../text/en.ts";

type Attempt = DeskOrder["attempts"][number];
type Entry = DeskOrder["ledger"][number];
type Refund = DeskOrder["refunds"][number];
type Listed = DeskOrder["listed"][number];

const method = {
  name: t.method,
  cell: ({ method }: { method: string }) => t.methodName[method] ?? method,
};

const ATTEMPTS = [
  method,
  { name: t.attemptState, cell: ({ state }: Attempt) => t.attemptWord[state] ?? state },
  { name: t.amount, cell: ({ amount }: Attempt) => <Amount of={amount} /> },
  { name: t.started, cell: ({ created_at }: Attempt) => formatMoment(created_at) },
  {
    name: t.providerNames,
    // A wire has no provider; what it is told apart by in the books says nothing to people.
    cell: ({ method, provider_ref, payment_ref }: Attempt) =>
      method !== "wire" && (provider_ref || payment_ref) ? (
        <span class="break">
          {provider_ref}
          {payment_ref && <small>{payment_ref}</small>}
        </span>
      ) : null,
  },
];

const LEDGER = [
  method,
  { name: t.amount, cell: ({ amount }: Entry) => <Amount of={amount} /> },
  { name: t.on, cell: ({ on }: Entry) => formatDate(on) },
  { name: t.reference, cell: ({ method, payment_ref, arrival }: Entry) => (arrival ? <Arrival of={arrival} /> : method === "wire" ? null : <small class="break">{payment_ref}</small>) },
];

const REFUNDS = [
  method,
  { name: t.amount, cell: ({ amount }: Refund) => <Amount of={amount} /> },
  { name: t.attemptState, cell: ({ state }: Refund) => t.refundWord[state] ?? state },
  { name: t.started, cell: ({ created_at }: Refund) => formatMoment(created_at) },
  { name: t.why, cell: ({ reason }: Refund) => reason },
];

const LISTED = [
  { name: t.what, cell: ({ kind }: Listed) => t.listedWord[kind] ?? kind },
  { name: t.amount, cell: ({ amount }: Listed) => amount && <Amount of={amount} /> },
  { name: t.valueDate, cell: ({ value_date }: Listed) => value_date && formatDate(value_date) },
  { name: t.atTheBank, cell: ({ arrival }: Listed) => arrival && <Arrival of={arrival} /> },
  { name: t.detail, cell: ({ detail }: Listed) => detail },
  { name: t.settled, cell: ({ resolution }: Listed) => (resolution ? resolution.replaceAll("_", " ") : t.open) },
];

const byId = ({ id }: { id: string }) => id;

export function Money({ found, role }: { found: DeskOrder; role: StaffRole }) {
  const { order, attempts, ledger, refunds, listed } = found;
  const finance = role !== "sales";
  return (
    <section>
      <h2>{t.moneyTitle}</h2>
      {attempts.length === 0 && ledger.length === 0 && <p>{t.noMoney}</p>}
      <SmallTable caption={t.attempts} rows={attempts} keyOf={byId} columns={ATTEMPTS} />
      <SmallTable caption={t.ledger} rows={ledger} keyOf={byId} columns={LEDGER} />
      {finance && ledger.some(({ arrival }) => arrival?.by_hand) && <p>{t.mistake}</p>}
      <SmallTable caption={t.refunds} rows={refunds} keyOf={byId} columns={REFUNDS} />
      <SmallTable caption={t.listed} rows={listed} keyOf={byId} columns={LISTED} />
      {finance && listed.some(({ resolution }) => resolution === null) && (
        <p class="screen">
          <a href={`/desk/money/?q=${order.number}`}>{t.toMoney}</a>
        </p>
      )}
      {finance && order.state === "awaiting_payment" && (
        <p class="screen">
          <a href={`/desk/wires/?q=${order.number}`}>{t.toWires}</a>
        </p>
      )}
    </section>
  );
}
