/** The rows that cannot be replayed, each with its line in the file, and the word that they may be left out. */
import { Choice } from "../../components/Field.tsx";
import { SmallTable } from "../../components/SmallTable.tsx";
import { formatDate } from "../../lib/dates.ts";
import type { BadRow } from "../../state/tickets.ts";
import { tickets as t } from "../../text/en.ts";
import { Paged } from "./ReplayPaged.tsx";

const LONGEST_CELL = 60;

interface Props {
  bad: BadRow[];
  confirmed: boolean;
  confirm: (yes: boolean) => void;
  fault: string | undefined;
}

export function ReplayBad({ bad, confirmed, confirm, fault }: Props) {
  if (bad.length === 0) return null;
  return (
    <section aria-labelledby="tickets-bad">
      <h3 id="tickets-bad">{t.badTitle}</h3>
      <Paged name={t.badTitle} rows={bad}>
        {(rows) => (
          <SmallTable
            caption={t.badCaption}
            rows={rows}
            keyOf={({ line }) => String(line)}
            columns={[
              { name: t.badColumns.line, cell: ({ line, last }) => t.lines(line, last) },
              { name: t.badColumns.why, cell: why },
            ]}
          />
        )}
      </Paged>
      <div class={fault ? "confirming faulty" : "confirming"} role="group" aria-describedby={fault && "tickets-confirm-fault"}>
        {fault && (
          <span class="fault" id="tickets-confirm-fault">
            {fault}
          </span>
        )}
        <Choice id="tickets-confirm" label={t.confirm(bad.length)} checked={confirmed} onChange={(event) => confirm(event.currentTarget.checked)} />
      </div>
    </section>
  );
}

function why({ faults }: BadRow): string {
  return faults.map(({ kind, text }) => t.rowFaults[kind](kind === "outside" ? formatDate(text) : text.slice(0, LONGEST_CELL))).join(" ");
}
