/** Last year's tickets: a file is chosen, read in the browser, and becomes a question of plain numbers. */
import { useEffect, useState } from "preact/hooks";
import type { Level } from "../../api/catalogue.ts";
import { Button } from "../../components/Button.tsx";
import { ErrorSummary, type FieldFault } from "../../components/ErrorSummary.tsx";
import { Frame, SelectField } from "../../components/Field.tsx";
import { bodyOf, type Horizon, MOST_TICKETS, type Ticket } from "../../state/tickets.ts";
import { tickets as t } from "../../text/en.ts";
import { ReplayForm } from "./ReplayForm.tsx";
import { type ReadFile, type TicketFile, useTicketFile } from "./useTicketFile.ts";

interface Props {
  levels: readonly Level[];
  /** The day the reader lives in. */
  today: string;
  /** The tickets stay here, in the order of the question's requests, so that an answer can be told by the lines of the file. */
  onReady: (horizon: Horizon, tickets: Ticket[]) => void;
}

export function Replay({ levels, today, onReady }: Props) {
  const { state, round, choose, cut } = useTicketFile(levels);
  return (
    <>
      <Frame
        id="tickets-file"
        label={t.file}
        hint={t.fileHint(MOST_TICKETS)}
        fault={state.at === "fault" ? state.text : undefined}
        control={(wiring) => <input {...wiring} type="file" accept=".csv,.tsv,.txt,text/csv" onChange={(event) => choose(event.currentTarget.files?.[0])} />}
      />
      <p role="status" class={state.at === "fault" ? "unseen" : undefined}>
        {said(state)}
      </p>
      {state.at === "work" && (
        <p class="working">
          <progress aria-label={t.reading} value={state.done} max={state.total} />
          <span class="small soft">{t.readSoFar(state.done, state.total)}</span>
        </p>
      )}
      {state.at === "read" && (
        <Read file={state.file} round={round} levels={levels} today={today} cut={(delimiter) => cut(state.file, delimiter)} onReady={onReady} />
      )}
    </>
  );
}

interface ReadProps extends Props {
  file: ReadFile;
  round: number;
  cut: (delimiter: string) => void;
}

/** What stands below a file that was read; its faults are told at the head, above all that they may be of. */
function Read({ file, round, levels, today, cut, onReady }: ReadProps) {
  const [faults, setFaults] = useState<FieldFault[]>([]);
  useEffect(() => setFaults([]), [round]);
  return (
    <>
      <ErrorSummary faults={faults} />
      <h3>{t.columnsTitle}</h3>
      <Delimiter delimiter={file.delimiter} cut={cut} />
      <ReplayForm key={round} file={file} levels={levels} today={today} faults={faults} onFaults={setFaults} onReady={onReady} />
    </>
  );
}

function said(state: TicketFile): string {
  if (state.at === "work") return t.reading;
  if (state.at === "fault") return state.text;
  if (state.at !== "read") return "";
  const { name, rows, guess } = state.file;
  return t.read(bodyOf(rows, guess.header).length, name, guess.header);
}

/** Apart from the form, which begins anew when the rows are cut anew, so that the focus stays here. */
function Delimiter({ delimiter, cut }: { delimiter: string; cut: (delimiter: string) => void }) {
  const all = Object.keys(t.delimiters);
  return (
    <SelectField id="tickets-delimiter" label={t.delimiter} value={delimiter} onChange={(event) => cut(event.currentTarget.value)}>
      {(all.includes(delimiter) ? all : [...all, delimiter]).map((each) => (
        <option key={each} value={each}>
          {t.delimiters[each] ?? t.otherDelimiter(each)}
        </option>
      ))}
    </SelectField>
  );
}

interface WorkingProps {
  /** How many are being worked out; null where none are. */
  tickets: number | null;
  /** Whether the totals are there, and each ticket is still looked at. */
  totals: boolean;
  stop: () => void;
}

/** Told while the server answers; stands on the page before, so that it is heard when it begins to say something. */
export function ReplayWorking({ tickets, totals, stop }: WorkingProps) {
  const words = tickets === null ? "" : totals ? t.workingEach(tickets) : t.workingTotals(tickets);
  return (
    <>
      <p role="status">{words}</p>
      {words && (
        <p class="working">
          <progress aria-label={words} />
          <Button onClick={stop}>{t.stop}</Button>
        </p>
      )}
    </>
  );
}
