/** The lines of a statement, each with its verdict, why, and what a person may decide about it. */
import { useState } from "preact/hooks";
import { chooseLine, type Line, type Page, readLines, type Statement } from "../../../api/statements.ts";
import { Button } from "../../../components/Button.tsx";
import { Cell, Head } from "../../../components/cells.tsx";
import { Brought } from "../../../components/Desk.tsx";
import { Money } from "../../../components/Small.tsx";
import { useSending } from "../../../components/useSending.ts";
import { VerdictBadge } from "../../../components/VerdictBadge.tsx";
import { formatDate } from "../../../lib/dates.ts";
import { formatMoney } from "../../../lib/money.ts";
import { orderAtDesk } from "../../../state/desk.ts";
import { wires } from "../../../text/en.ts";
import { Choose } from "./Choose.tsx";

const t = wires.lines;

interface Props {
  statement: Statement;
  verdict: string;
  /** A line was decided about: the counts are others now. */
  changed: () => void;
}

export function Lines({ statement, verdict, changed }: Props) {
  return (
    <section aria-labelledby="lines">
      <h2 id="lines">{t.title}</h2>
      <Brought load={(signal) => readLines(statement.id, verdict, 0, signal)}>
        {(first) => <Listed first={first} statement={statement} verdict={verdict} changed={changed} />}
      </Brought>
    </section>
  );
}

function Listed({ first, statement, verdict, changed }: Props & { first: Page<Line, number> }) {
  const [page, setPage] = useState(first);
  const sending = useSending();
  const more = () =>
    sending.send(async () => {
      const next = await readLines(statement.id, verdict, page.next ?? 0);
      setPage({ rows: [...page.rows, ...next.rows], next: next.next });
      return "done";
    });
  const put = (line: Line) => {
    setPage({ ...page, rows: page.rows.map((each) => (each.position === line.position ? line : each)) });
    changed();
  };
  if (page.rows.length === 0) return <p>{t.none}</p>;
  return (
    <>
      <table class="cards" role="table">
        <thead role="rowgroup">
          <tr role="row">
            {Object.values(t.columns).map((name) => (
              <Head key={name}>{name}</Head>
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup">
          {page.rows.map((line) => (
            <Row key={line.position} line={line} statement={statement} put={put} />
          ))}
        </tbody>
      </table>
      {page.next !== null && (
        <Button onClick={more} aria-disabled={sending.busy}>
          {t.more}
        </Button>
      )}
      <p role="alert">{sending.faults.map(({ text }) => text)}</p>
    </>
  );
}

function Row({ line, statement, put }: { line: Line; statement: Statement; put: (line: Line) => void }) {
  const { position, verdict, outcome, reason, amount, value_date, payer, payer_account, bank_reference, text, orders } = line;
  return (
    <tr role="row">
      <th scope="row" role="rowheader">
        {position}
      </th>
      <Cell name={t.columns.verdict}>
        <VerdictBadge verdict={outcome ?? verdict} />
        <small>{reason}</small>
        {orders.map(({ number, amount: share }) => (
          <small key={number}>
            <a href={orderAtDesk(number)}>{orders.length > 1 ? t.share(number, formatMoney(share)) : t.order(number)}</a>
          </small>
        ))}
      </Cell>
      <Cell name={t.columns.amount} empty={!amount}>
        {amount && <Money of={amount} />}
        {value_date && <small>{t.dated(formatDate(value_date))}</small>}
      </Cell>
      <Cell name={t.columns.from} empty={!payer && !payer_account}>
        {payer}
        {payer_account && <small>{payer_account}</small>}
      </Cell>
      <Cell name={t.columns.text} empty={!text}>
        {text}
        {bank_reference && <small>{bank_reference}</small>}
      </Cell>
      <Cell name={t.columns.act}>{statement.state === "draft" && amount && amount.minor > 0 && <Decide line={line} amount={amount} statement={statement} put={put} />}</Cell>
    </tr>
  );
}

interface DecideProps {
  line: Line;
  amount: NonNullable<Line["amount"]>;
  statement: Statement;
  put: (line: Line) => void;
}

function Decide({ line, amount, statement, put }: DecideProps) {
  const [choosing, setChoosing] = useState(false);
  const sending = useSending();
  const choose = (choice: Line["choice"]) =>
    sending.send(async () => {
      put(await chooseLine(statement.id, line.position, choice));
      return "done";
    });
  if (choosing) {
    return (
      <Choose
        line={line}
        amount={amount}
        statementId={statement.id}
        done={(chosen) => {
          setChoosing(false);
          put(chosen);
        }}
        cancel={() => setChoosing(false)}
      />
    );
  }
  // What is in the books already cannot be given to anybody.
  if (line.verdict === "duplicate") return null;
  return (
    <div class="screen">
      <Button kind="quiet" aria-label={t.chooseOf(line.position)} onClick={() => setChoosing(true)}>
        {t.choose}
      </Button>
      {line.choice === "none" ? (
        <Button kind="quiet" aria-label={t.skipOf(line.position)} onClick={() => choose("skip")} aria-disabled={sending.busy}>
          {t.skip}
        </Button>
      ) : (
        <Button kind="quiet" aria-label={t.undoOf(line.position)} onClick={() => choose("none")} aria-disabled={sending.busy}>
          {t.undo}
        </Button>
      )}
      <p role="alert">{sending.faults.map(({ text }) => text)}</p>
    </div>
  );
}
