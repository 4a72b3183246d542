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
        {(rows) => <Lines caption={t.badCaption} rows={rows} name={t.badColumns.why} />}
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

/** Rows of a value that was chosen to be left out; the choice was the word, so nothing more is asked. */
export function ReplayLeftOut({ rows: all }: { rows: BadRow[] }) {
  if (all.length === 0) return null;
  return (
    <details class="fold">
      <summary>
        <h3>{t.leftOutTitle(all.length)}</h3>
      </summary>
      <Paged name={t.leftOutTitle(all.length)} rows={all}>
        {(rows) => <Lines caption={t.leftOutCaption} rows={rows} name={t.badColumns.leftOut} />}
      </Paged>
    </details>
  );
}

function Lines({ caption, rows, name }: { caption: string; rows: readonly BadRow[]; name: string }) {
  return (
    <SmallTable
      caption={caption}
      numbered
      rows={rows}
      keyOf={({ line }) => String(line)}
      columns={[
        { name: t.badColumns.line, cell: ({ line, last }) => t.lines(line, last) },
        { name, cell: why },
      ]}
    />
  );
}

function why({ faults }: BadRow): string {
  return faults.map(({ kind, text }) => t.rowFaults[kind](kind === "outside" || kind === "toCome" ? formatDate(text) : text.slice(0, LONGEST_CELL))).join(" ");
}
