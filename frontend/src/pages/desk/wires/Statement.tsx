/** One bank statement: what its lines would do, the decisions, the booking, and what became of them. */
import { useState } from "preact/hooks";
import { confirmStatement, discardStatement, readStatement, type Statement as Uploaded } from "../../../api/statements.ts";
import { actorName } from "../../../components/actorName.ts";
import { Button, ButtonLink } from "../../../components/Button.tsx";
import { Brought, Desk } from "../../../components/Desk.tsx";
import { ErrorSummary } from "../../../components/ErrorSummary.tsx";
import { Badge, Note } from "../../../components/Small.tsx";
import { useSending } from "../../../components/useSending.ts";
import { formatMoment } from "../../../lib/dates.ts";
import { namedIn } from "../../../state/desk.ts";
import { wires } from "../../../text/en.ts";
import { Lines } from "./Lines.tsx";
import { Sums } from "./Sums.tsx";

const t = wires.statement;

export function Statement() {
  return (
    <Desk here="wires">
      {() => (
        <Brought load={(signal) => readStatement(namedIn(location.pathname), signal)}>
          {(statement, { put, again }) => <Sitting statement={statement} put={put} again={again} />}
        </Brought>
      )}
    </Desk>
  );
}

interface Props {
  statement: Uploaded;
  put: (statement: Uploaded) => void;
  again: () => void;
}

function Sitting({ statement, put, again }: Props) {
  const [verdict, setVerdict] = useState("");
  const draft = statement.state === "draft";
  return (
    <>
      <p class="screen">
        <a href="/desk/wires/">{t.back}</a>
      </p>
      <Facts statement={statement} />
      {statement.other_account && (
        <Note tone="warn">
          <p>{t.otherAccount}</p>
        </Note>
      )}
      <section aria-labelledby="sums">
        <h2 id="sums">{draft ? t.dryRun : statement.state === "discarded" ? t.dropped : t.result}</h2>
        <Sums sums={statement.sums} state={statement.state} verdict={verdict} show={setVerdict} />
        <Booking statement={statement} put={put} />
      </section>
      <Lines key={`${verdict} ${statement.state}`} statement={statement} verdict={verdict} changed={again} />
    </>
  );
}

function Facts({ statement }: { statement: Uploaded }) {
  const { name, format, account, uploaded_at, uploaded_by, confirmed_at, confirmed_by, state } = statement;
  return (
    <dl class="pairs">
      <dt>{t.facts.file}</dt>
      <dd>{name}</dd>
      <dt>{t.facts.format}</dt>
      <dd>{t.formats[format]}</dd>
      {account && (
        <>
          <dt>{t.facts.account}</dt>
          <dd>{account}</dd>
        </>
      )}
      <dt>{t.facts.uploaded}</dt>
      <dd>{wires.history.uploaded(formatMoment(uploaded_at), actorName(uploaded_by))}</dd>
      {confirmed_at && confirmed_by && (
        <>
          <dt>{t.facts.confirmed}</dt>
          <dd>{wires.history.uploaded(formatMoment(confirmed_at), actorName(confirmed_by))}</dd>
        </>
      )}
      <dt>{t.facts.state}</dt>
      <dd>
        <Badge tone={state === "booked" ? "good" : "info"}>{wires.states[state]}</Badge>
      </dd>
    </dl>
  );
}

function Booking({ statement, put }: { statement: Uploaded; put: (statement: Uploaded) => void }) {
  const { id, state, lines, waiting } = statement;
  const [done, setDone] = useState<number | null>(null);
  const sending = useSending();
  const book = () =>
    sending.send(async () => {
      let now = await confirmStatement(id);
      while (now.state !== "booked") {
        setDone(now.lines - now.waiting);
        now = await confirmStatement(id);
      }
      put(now);
      return "done";
    });
  const discard = () =>
    sending.send(async () => {
      put(await discardStatement(id));
      return "done";
    });
  return (
    <>
      <ErrorSummary faults={sending.faults} requestId={sending.requestId} />
      <p role="status">
        {state === "booked" ? t.booked : state === "discarded" ? t.discarded : done !== null ? t.booking(done, lines) : state === "booking" ? t.booking(lines - waiting, lines) : ""}
      </p>
      {(state === "draft" || state === "booking") && (
        <>
          <p>{t.confirmLead}</p>
          <div class="actions">
            <Button kind="primary" onClick={book} aria-disabled={sending.busy}>
              {state === "draft" ? t.confirm : t.continue}
            </Button>
            {state === "draft" && (
              <Button kind="quiet" onClick={discard} aria-disabled={sending.busy}>
                {t.discard}
              </Button>
            )}
          </div>
        </>
      )}
      {state === "booked" && <ButtonLink href="/desk/money/">{t.toMoney}</ButtonLink>}
    </>
  );
}
