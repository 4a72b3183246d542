/** The check of a signed quote: a file is chosen, and what was found is told in words. */
import { useEffect, useRef } from "preact/hooks";
import type { SignedQuote, Verdict } from "../../api/verify.ts";
import { Frame } from "../../components/Field.tsx";
import { problemWords } from "../../components/problemWords.ts";
import { Note } from "../../components/Small.tsx";
import { formatDate, formatMoment } from "../../lib/dates.ts";
import { formatMoney } from "../../lib/money.ts";
import type { Check } from "../../state/verify.ts";
import { verify as t } from "../../text/en.ts";
import { type Checking, type Found, useChecking } from "./useChecking.ts";

export function Verify() {
  const [state, choose] = useChecking();
  return (
    <>
      <Frame
        id="file"
        label={t.file}
        hint={t.fileHint}
        fault={state.at === "fault" ? state.text : undefined}
        control={(wiring) => (
          <input {...wiring} type="file" accept=".json,.pdf,application/json,application/pdf" onChange={(event) => choose(event.currentTarget.files?.[0])} />
        )}
      />
      <Outcome state={state} />
    </>
  );
}

function Outcome({ state }: { state: Checking }) {
  const result = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (state.at === "found") result.current?.focus();
  }, [state]);
  return (
    <>
      <p role="status">{state.at === "work" && t.checking}</p>
      <div role="alert">{state.at === "problem" && <Note tone="fault">{problemWords(state.problem, t.failed)}</Note>}</div>
      <div ref={result} tabIndex={-1}>
        {state.at === "found" && <Result found={state.found} />}
      </div>
    </>
  );
}

function Result({ found: { server, here } }: { found: Found }) {
  const told = server ?? here;
  if (server && here && (server.fault === null) !== (here.fault === null)) return <Refused text={t.disagree} />;
  if (!told) return null;
  if (told.fault) return <Refused text={t.faults[told.fault]} />;
  if (!told.quote) return null;
  return <Right told={told} quote={told.quote} server={server} by={!server ? t.checkedHere : here ? t.checkedTwice : t.checkedByServer} />;
}

function Refused({ text }: { text: string }) {
  return (
    <Note tone="fault">
      <h2>{t.faultTitle}</h2>
      <p>{text}</p>
    </Note>
  );
}

interface RightProps {
  told: Check;
  quote: SignedQuote;
  server: Verdict | null;
  by: string;
}

function Right({ told, quote, server, by }: RightProps) {
  const rows: [string, string][] = [
    [t.number, t.revision(quote.number, quote.revision)],
    [t.company, quote.company ?? t.anybody],
    ...quote.totals.map(({ alternative, total }): [string, string] => [
      t.total,
      alternative ? t.alternative(formatMoney(total), alternative) : formatMoney(total),
    ]),
    [t.validUntil, t.lastDay(formatDate(quote.valid_until), quote.time_zone)],
    [t.standing, server ? (server.state ? t.states[server.state] : t.unknownState) : t.notAsked],
    [t.signedWith, told.key_id ?? ""],
  ];
  return (
    <>
      <Note tone="good">
        <h2>{t.rightTitle}</h2>
        <p>{t.signedBy(quote.vendor, formatMoment(quote.issued_at, quote.time_zone))}</p>
        {told.attached && <p>{server?.as_issued ? t.asIssued : t.attached}</p>}
      </Note>
      <dl class="facts">
        {rows.map(([name, value], index) => (
          <div key={index}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {server?.state && <a href={quote.address}>{t.open}</a>}
      <p class="soft">{by}</p>
    </>
  );
}
