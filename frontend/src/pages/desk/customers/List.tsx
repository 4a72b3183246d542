/** The list of customers at the desk. */
import type { CustomerRow } from "../../../api/desk.ts";
import { Desk } from "../../../components/Desk.tsx";
import { type Column, DeskList } from "../../../components/DeskList.tsx";
import { formatDate } from "../../../lib/dates.ts";
import { customerAtDesk } from "../../../state/desk.ts";
import { deskLists } from "../../../text/en.ts";
import { options } from "../options.ts";

const t = deskLists.customers;

const NAME: Column<CustomerRow> = { name: t.columns.name, cell: ({ id, name }) => <a href={customerAtDesk(id)}>{name}</a> };

const COLUMNS: Column<CustomerRow>[] = [
  { name: t.columns.reference, cell: ({ reference }) => reference },
  { name: t.columns.country, cell: ({ country }) => country },
  { name: t.columns.installations, cell: ({ installations }) => installations },
  { name: t.columns.covered, cell: ({ last_covered_day }) => last_covered_day && formatDate(last_covered_day) },
  { name: t.columns.since, cell: ({ created_at }) => formatDate(created_at.slice(0, 10)) },
];

export function List() {
  return (
    <Desk here="customers">
      {() => (
        <DeskList
          list="customers"
          caption={t.caption}
          head={NAME}
          columns={COLUMNS}
          keyOf={({ id }) => id}
          searchHint={t.searchHint}
          sorts={options(t.sorts)}
          empty={<p>{t.empty}</p>}
        />
      )}
    </Desk>
  );
}
