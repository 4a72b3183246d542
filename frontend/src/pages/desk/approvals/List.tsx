/** Paid orders whose stated lines wait for staff. */
import type { ApprovalRow } from "../../../api/desk.ts";
import { Desk } from "../../../components/Desk.tsx";
import { type Column, DeskList } from "../../../components/DeskList.tsx";
import { Money } from "../../../components/Small.tsx";
import { formatMoment } from "../../../lib/dates.ts";
import { orderAtDesk } from "../../../state/desk.ts";
import { deskLists } from "../../../text/en.ts";
import { options } from "../options.ts";

const t = deskLists.approvals;

const NUMBER: Column<ApprovalRow> = { name: t.columns.number, cell: ({ number }) => <a href={orderAtDesk(number)}>{number}</a> };

const COLUMNS: Column<ApprovalRow>[] = [
  { name: t.columns.company, cell: ({ company }) => company },
  {
    name: t.columns.contact,
    cell: ({ contact, email }) => (
      <>
        {contact}
        <small>{email}</small>
      </>
    ),
  },
  { name: t.columns.paid, cell: ({ paid_at }) => (paid_at ? formatMoment(paid_at) : t.credit) },
  { name: t.columns.total, cell: ({ total }) => <Money of={total} /> },
];

export function List() {
  return (
    <Desk here="approvals">
      {() => (
        <DeskList
          list="approvals"
          caption={t.caption}
          head={NUMBER}
          columns={COLUMNS}
          keyOf={({ number }) => number}
          searchHint={t.searchHint}
          sorts={options(t.sorts)}
          empty={<p>{t.empty}</p>}
        />
      )}
    </Desk>
  );
}
