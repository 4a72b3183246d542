/** The tickets that one choice would not have covered, with their lines in the file; to read, and to keep as CSV. */
import { useMemo } from "preact/hooks";
import type { Replayed } from "../../api/advice.ts";
import type { Level } from "../../api/catalogue.ts";
import { Button } from "../../components/Button.tsx";
import { type About, aboutRows } from "../../components/charts/about.ts";
import { SmallTable } from "../../components/SmallTable.tsx";
import { csvFile } from "../../lib/csv.ts";
import { formatDate } from "../../lib/dates.ts";
import { save } from "../../lib/files.ts";
import { type Beyond, beyondCounts, beyondIn, beyondOf } from "../../state/replay.ts";
import type { Ticket } from "../../state/tickets.ts";
import { common, tickets as t } from "../../text/en.ts";
import { Paged } from "./ReplayPaged.tsx";

interface Props {
  option: { id: string; name: string };
  replayed: Replayed;
  tickets: readonly Ticket[];
  levels: readonly Level[];
  about: About;
}

export function ReplayBeyond({ option: { id, name }, replayed, tickets, levels, about }: Props) {
  const beyond = useMemo(() => beyondOf(replayed, tickets), [replayed, tickets]);
  const levelName = ({ ticket }: Beyond) => levels.find((each) => each.id === ticket.level)?.name ?? ticket.level;
  const keep = () => {
    const rows = beyond.map((row) => [row.ticket.line, row.ticket.on, levelName(row), hours(row.ticket), asTheyCame(row), atBest(row)]);
    save(t.fileName(id), "text/csv", csvFile([...aboutRows(t.ticketsOf(name), about), t.fileColumns, ...rows]));
  };
  const { both, came, best } = useMemo(() => beyondCounts(beyond), [beyond]);
  return (
    <>
      {came + best > 0 && <p>{t.beyondSums(both, came, best)}</p>}
      <Paged name={t.ticketsOf(name)} rows={beyond} elsewhere={t.allInFile}>
        {(rows) => (
          <SmallTable
            caption={t.ticketsOf(name)}
            rows={rows}
            numbered
            keyOf={({ ticket }) => String(ticket.line)}
            columns={[
              { name: t.beyondColumns.line, cell: ({ ticket }) => String(ticket.line) },
              { name: t.beyondColumns.date, cell: ({ ticket }) => formatDate(ticket.on) },
              { name: t.beyondColumns.level, cell: levelName },
              { name: t.beyondColumns.hours, cell: ({ ticket }) => common.duration(ticket.quarters * 15) },
              { name: t.beyondColumns.which, cell: (row) => t.beyondIn[beyondIn(row)] },
              { name: t.beyondColumns.limits, cell: ({ came }) => (came ? limits(came) : t.covered) },
            ]}
          />
        )}
      </Paged>
      <p class="screen">
        <Button onClick={keep}>{t.save(name)}</Button>
      </p>
    </>
  );
}

/** With a dot before the decimals, exactly: quarters have at most two of them. */
function hours({ quarters }: Ticket): number {
  return quarters / 4;
}

function asTheyCame({ came }: Beyond): string {
  return came ? t.beyondBy(limits(came)) : t.covered;
}

function limits(caps: readonly string[]): string {
  return t.limits(caps.map((cap) => t.capNames[cap] ?? cap));
}

function atBest({ best }: Beyond): string {
  return best ? t.beyond : t.covered;
}
