/** The audit: a form that looks for acts, the acts, and the pages around; every one is an address of its own. */
import { type Act, type Acts, actsFile, type Looking, readActs, readLooking, writeLooking } from "../../../api/audit.ts";
import { Button, ButtonLink } from "../../../components/Button.tsx";
import { Cell, Head } from "../../../components/cells.tsx";
import { Brought, Desk } from "../../../components/Desk.tsx";
import { Frame } from "../../../components/Field.tsx";
import { Note } from "../../../components/Small.tsx";
import { formatMoment } from "../../../lib/dates.ts";
import { type Change, changesOf, inWords, partsOf } from "../../../state/audit.ts";
import { audit as t, desk } from "../../../text/en.ts";

export function Audit() {
  return <Desk here="audit">{() => <Looked />}</Desk>;
}

function Looked() {
  const { after, ...looking } = readLooking(location.search);
  return (
    <>
      <p>{t.lead}</p>
      <Look looking={looking} />
      <Brought load={(signal) => readActs({ ...looking, after }, signal)}>
        {(acts) => <Found acts={acts} looking={looking} />}
      </Brought>
    </>
  );
}

interface FieldProps {
  name: keyof Looking;
  label: string;
  hint?: string;
  value: string;
  day?: boolean;
}

function Field({ name, label, hint, value, day = false }: FieldProps) {
  return (
    <Frame
      id={`audit-${name}`}
      label={label}
      hint={hint}
      control={(wiring) =>
        day ? (
          <input {...wiring} type="date" name={name} defaultValue={value} />
        ) : (
          <input {...wiring} type="text" name={name} maxLength={300} autocomplete="off" defaultValue={value} />
        )
      }
    />
  );
}

/** A plain form: what is looked for stands in the address, so "back" undoes it and it can be mailed. */
function Look({ looking }: { looking: Looking }) {
  return (
    <form class="filters screen" role="search" method="get" action="/desk/audit/">
      <Field name="who" label={t.who} hint={t.whoHint} value={looking.who} />
      <Field name="what" label={t.what} hint={t.whatHint} value={looking.what} />
      <Field name="about" label={t.about} hint={t.aboutHint} value={looking.about} />
      <Field name="first_day" label={t.firstDay} value={looking.first_day} day />
      <Field name="last_day" label={t.lastDay} value={looking.last_day} day />
      <Button type="submit" kind="primary">
        {t.look}
      </Button>
    </form>
  );
}

function Found({ acts: { rows, next, previous }, looking }: { acts: Acts; looking: Looking }) {
  if (rows.length === 0) {
    return (
      <Note>
        <p>{t.none}</p>
        <a href="/desk/audit/">{t.all}</a>
      </Note>
    );
  }
  return (
    <section class="listed" aria-label={t.caption}>
      <p role="status" class="small soft">
        {next ? desk.list.more(rows.length) : desk.list.rows(rows.length)}
      </p>
      <Table rows={rows} />
      {(next || previous) && (
        <nav class="actions screen" aria-label={desk.list.pages}>
          {previous && <ButtonLink href={`/desk/audit/${writeLooking(looking)}`}>{desk.list.first}</ButtonLink>}
          {previous && <ButtonLink href={`/desk/audit/${writeLooking(looking, previous)}`}>{desk.list.newer}</ButtonLink>}
          {next && <ButtonLink href={`/desk/audit/${writeLooking(looking, next)}`}>{desk.list.older}</ButtonLink>}
        </nav>
      )}
      <p class="screen">
        <a href={actsFile(looking)} download>
          {desk.list.csv}
        </a>
      </p>
    </section>
  );
}

function Table({ rows }: { rows: Act[] }) {
  return (
    <table class="cards" role="table">
      <caption>{t.caption}</caption>
      <thead role="rowgroup">
        <tr role="row">
          {[t.what, t.about, t.who, t.when, t.change, t.why].map((name) => (
            <Head key={name}>{name}</Head>
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup">
        {rows.map((each) => (
          <tr key={each.id} role="row">
            <th scope="row" role="rowheader">
              {inWords(each.what)}
            </th>
            <Cell name={t.about}>
              <About of={each.about} />
            </Cell>
            <Cell name={t.who}>{partsOf(each.who).name}</Cell>
            <Cell name={t.when}>{formatMoment(each.at)}</Cell>
            <Cell name={t.change} empty={changesOf(each).length === 0}>
              <Changes changes={changesOf(each)} />
            </Cell>
            <Cell name={t.why} empty={!each.why}>
              {each.why}
            </Cell>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** An order's own page is one step away. */
function About({ of }: { of: string }) {
  const { kind, name } = partsOf(of);
  const shown = kind === "order" ? <a href={`/desk/orders/${encodeURIComponent(name)}/`}>{name}</a> : name;
  return (
    <>
      {kind && `${kind} `}
      {shown}
    </>
  );
}

function Changes({ changes }: { changes: Change[] }) {
  return (
    <ul>
      {changes.map(({ name, before, after }) => (
        <li key={name}>{before === null ? t.fact(name, after || t.nothing) : t.changed(name, before || t.nothing, after || t.nothing)}</li>
      ))}
    </ul>
  );
}
