/** The statements that were uploaded, the newest first. */
import { useState } from "preact/hooks";
import { type Page, readStatements, type Statement } from "../../../api/statements.ts";
import { actorName } from "../../../components/actorName.ts";
import { Button } from "../../../components/Button.tsx";
import { Brought } from "../../../components/Desk.tsx";
import { Badge } from "../../../components/Small.tsx";
import { useSending } from "../../../components/useSending.ts";
import { formatMoment } from "../../../lib/dates.ts";
import { statementAtDesk } from "../../../state/desk.ts";
import { wires } from "../../../text/en.ts";

const t = wires.history;

export function History() {
  return (
    <section aria-labelledby="history">
      <h2 id="history">{t.title}</h2>
      <Brought load={(signal) => readStatements(null, signal)}>{(first) => <Listed first={first} />}</Brought>
    </section>
  );
}

function Listed({ first }: { first: Page<Statement, string> }) {
  const [page, setPage] = useState(first);
  const sending = useSending();
  const more = () =>
    sending.send(async () => {
      const older = await readStatements(page.next);
      setPage({ rows: [...page.rows, ...older.rows], next: older.next });
      return "done";
    });
  if (page.rows.length === 0) return <p>{t.empty}</p>;
  return (
    <>
      <ul class="rows">
        {page.rows.map(({ id, name, state, lines, uploaded_at, uploaded_by }) => (
          <li key={id}>
            <div>
              <a href={statementAtDesk(id)}>{name}</a>
              <p class="small soft">{t.uploaded(formatMoment(uploaded_at), actorName(uploaded_by))}</p>
            </div>
            <p>
              {t.lines(lines)} <Badge tone={state === "booked" ? "good" : state === "discarded" ? "info" : "warn"}>{wires.states[state]}</Badge>
            </p>
          </li>
        ))}
      </ul>
      {page.next && (
        <Button onClick={more} aria-disabled={sending.busy}>
          {t.more}
        </Button>
      )}
      <p role="alert">{sending.faults.map(({ text }) => text)}</p>
    </>
  );
}
