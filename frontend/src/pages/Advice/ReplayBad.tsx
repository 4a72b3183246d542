/** The rows that cannot be replayed or are of other days, each with its line in the file, and the word that they may be left out. */
import { useMemo } from "preact/hooks";
import { Choice } from "../../components/Field.tsx";
import { SmallTable } from "../../components/SmallTable.tsx";
import { formatDate } from "../../lib/dates.ts";
import type { BadRow } from "../../state/tickets.ts";
import { tickets as t } from "../../text/en.ts";
import { Paged } from "./ReplayPaged.tsx";

const LONGEST_CELL = 60;

interface Props {
  bad: BadRow[];
  /** Rows that are fine, of days that are not replayed. */
  outside: BadRow[];
  confirmed: boolean;
  confirm: (yes: boolean) => void;
  fault: string | undefined;
}

export function ReplayBad({ bad, outside, confirmed, confirm, fault }: Props) {
  const all = useMemo(() => [...bad, ...outside].sort((a, b) => a.line - b.line), [bad, outside]);
  if (all.length === 0) return null;
  const title = t.badTitle(bad.length, outside.length);
  return (
    <section aria-labelledby="tickets-bad">
      <h3 id="tickets-bad">{title}</h3>
      <Paged name={title} rows={all}>
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
        <Choice id="tickets-confirm" label={t.confirm(all.length)} checked={confirmed} onChange={(event) => confirm(event.currentTarget.checked)} />
      </div>
    </section>
  );
}

function why({ faults }: BadRow): string {
  return faults.map(({ kind, text }) => t.rowFaults[kind](kind === "outside" ? formatDate(text) : text.slice(0, LONGEST_CELL))).join(" ");
}
