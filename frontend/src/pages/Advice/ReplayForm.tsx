/** How a file of tickets is read, and which months of it are replayed: everything is shown, and nothing is left out unasked. */
import { useMemo, useState } from "preact/hooks";
import type { Level } from "../../api/catalogue.ts";
import { Button } from "../../components/Button.tsx";
import type { FieldFault } from "../../components/ErrorSummary.tsx";
import { SelectField, TextField } from "../../components/Field.tsx";
import { formatDate } from "../../lib/dates.ts";
import {
  type BadRow,
  changeReading,
  type Horizon,
  judge,
  type Judged,
  proposeHorizon,
  type Reading,
  type Ticket,
  type Value,
  valuesOf,
  within,
} from "../../state/tickets.ts";
import { common, tickets as t } from "../../text/en.ts";
import { ReplayBad, ReplayLeftOut } from "./ReplayBad.tsx";
import { ReplayColumns } from "./ReplayColumns.tsx";
import { ReplayLevels } from "./ReplayLevels.tsx";
import { ReplayPreview } from "./ReplayPreview.tsx";
import { askingFaults, readingFaults } from "./replayFaults.ts";
import type { ReadFile } from "./useTicketFile.ts";

/** Months that advice can look at. */
const LENGTHS = [12, 24, 36] as const;

interface Props {
  file: ReadFile;
  levels: readonly Level[];
  /** The day the reader lives in. */
  today: string;
  /** What is still open, since it was last sent; told above. */
  faults: readonly FieldFault[];
  onFaults: (faults: FieldFault[]) => void;
  onReady: (horizon: Horizon, tickets: Ticket[]) => void;
}

export function ReplayForm({ file, levels, today, faults, onFaults, onReady }: Props) {
  const form = useForm(file, levels, today);
  const { values, judged, horizon } = form;
  const faultOf = (id: string) => faults.find(({ field }) => field === id)?.text;
  const submit = (event: Event) => {
    event.preventDefault();
    const found = form.faults();
    onFaults(found);
    if (found.length === 0 && judged && horizon) onReady(horizon, judged.tickets);
  };
  return (
    <form noValidate class="replay" onSubmit={submit}>
      <ReplayColumns rows={file.rows} reading={form.reading} put={form.put} faultOf={faultOf} />
      <ReplayLevels values={values} levels={levels} reading={form.reading} put={form.put} faultOf={faultOf} />
      <ReplayPreview rows={file.rows} reading={form.reading} levels={levels} />
      {horizon && <Months horizon={horizon} put={form.putHorizon} fault={faultOf("tickets-start")} />}
      <p role="status">{judged && <Ready judged={judged} proposed={form.proposed} />}</p>
      {judged && <ReplayBad bad={judged.bad} outside={judged.outside} confirmed={form.confirmed} confirm={form.confirm} fault={faultOf("tickets-confirm")} />}
      {judged && <ReplayLeftOut rows={judged.leftOut} />}
      <div class="actions">
        <Button type="submit" kind="primary">
          {t.send}
        </Button>
      </div>
    </form>
  );
}

function Ready({ judged: { tickets, bad, outside, leftOut }, proposed }: { judged: Judged; proposed: Horizon | null }) {
  return (
    <>
      {proposed && outside.some(({ faults }) => faults.some(({ kind }) => kind === "outside")) && <>{t.newestProposed(Math.max(...LENGTHS), proposed.months)} </>}
      {t.ready(tickets.length, bad.length, otherDays(outside), leftOut.length)}
    </>
  );
}

/** Of one row it is told which: it may be a slip. */
function otherDays(outside: readonly BadRow[]): string | null {
  const days = outside.flatMap(({ line, faults }) => faults.map(({ kind, text }) => ({ line, day: formatDate(text), toCome: kind === "toCome" })));
  const [first] = days;
  if (!first) return null;
  return days.length === 1 ? t.otherDay(first.line, first.day, first.toCome) : t.otherDays(days.length, days.filter(({ toCome }) => toCome).length);
}

interface Form {
  reading: Reading;
  put: (change: Partial<Reading>) => void;
  values: Value[];
  /** Null until the reading leaves nothing open. */
  judged: Judged | null;
  /** Null until some ticket has a date. */
  horizon: Horizon | null;
  putHorizon: (horizon: Horizon) => void;
  /** The months that nobody has chosen; null once somebody chose. */
  proposed: Horizon | null;
  confirmed: boolean;
  confirm: (yes: boolean) => void;
  faults: () => FieldFault[];
}

function useForm({ rows, guess }: ReadFile, levels: readonly Level[], today: string): Form {
  const [reading, setReading] = useState(guess);
  const [chosen, setChosen] = useState<Horizon | null>(null);
  const [agreed, agree] = useState<Judged | null>(null);
  const values = useMemo(() => valuesOf(rows, reading), [rows, reading]);
  const open = useMemo(() => readingFaults(rows, reading, values), [rows, reading, values]);
  const read = useMemo(() => (open.length ? null : judge(rows, reading)), [rows, reading, open]);
  const horizon = useMemo(() => chosen ?? (read && proposeHorizon(read.tickets, LENGTHS, today)), [chosen, read, today]);
  const judged = useMemo(() => (read && horizon && isDay(horizon) ? within(read, horizon, today) : read), [read, horizon, today]);
  // Whoever agreed to leave some rows out has not agreed to others.
  const confirmed = judged !== null && agreed === judged;
  return {
    reading,
    put: (change) => setReading(changeReading(rows, reading, change, levels)),
    values,
    judged,
    horizon,
    putHorizon: setChosen,
    proposed: chosen ? null : horizon,
    confirmed,
    confirm: (yes) => agree(yes && judged ? judged : null),
    faults: () => (open.length ? open : askingFaults(horizon, judged, confirmed)),
  };
}

function isDay(horizon: Horizon): boolean {
  return askingFaults(horizon, null, false).length === 0;
}

function Months({ horizon, put, fault }: { horizon: Horizon; put: (horizon: Horizon) => void; fault: string | undefined }) {
  return (
    <>
      <h3>{t.horizonTitle}</h3>
      <div class="columns">
        <TextField
          id="tickets-start"
          type="date"
          label={t.start}
          hint={t.startHint}
          fault={fault}
          value={horizon.start}
          onChange={(event) => put({ ...horizon, start: event.currentTarget.value })}
        />
        <SelectField id="tickets-months" label={t.months} value={String(horizon.months)} onChange={(event) => put({ ...horizon, months: Number(event.currentTarget.value) })}>
          {LENGTHS.map((length) => (
            <option key={length} value={length}>
              {common.months(length)}
            </option>
          ))}
        </SelectField>
      </div>
    </>
  );
}
