/** Requests told in detail, a row each: by the month, by the day, or as rates. */
import type { ComponentChildren } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { Button } from "../../components/Button.tsx";
import { SelectField, TextField } from "../../components/Field.tsx";
import { type Horizon, MOST_DATED, MOST_RATES, MOST_ROWS } from "../../state/advice.ts";
import { usualLevel } from "../../state/adviceFacts.ts";
import { plainRate, readMonths, USUAL_QUARTERS, writeMonths } from "../../state/adviceForm.ts";
import { NO_LEVEL } from "../../state/adviceUnread.ts";
import { advice as t } from "../../text/en.ts";
import type { FormProps } from "./Form.tsx";
import { LengthField } from "./LengthField.tsx";
import { ADD, dayId, lengthId, levelId, rateId, rowId } from "./question.ts";

export function PatternRows({ facts, draft, faultOf, change }: FormProps) {
  return (
    <Rows
      title={t.patternTitle}
      lead={t.patternLead(draft.months)}
      rows={draft.rows}
      most={MOST_ROWS}
      blank={{ ...blankOf(facts), count: "1", months: "" }}
      put={(rows) => change({ rows })}
    >
      {(row, index, put) => (
        <>
          <TextField
            id={rowId(index, "count")}
            label={t.count}
            inputMode="numeric"
            fault={faultOf(rowId(index, "count"))}
            value={row.count}
            onInput={({ currentTarget }) => put({ count: currentTarget.value })}
          />
          <LevelField id={levelId("row", index)} facts={facts} level={row.level} fault={faultOf(levelId("row", index))} choose={(level) => put({ level })} />
          <LengthField id={lengthId("row", index)} label={t.length} quarters={row.quarters} fault={faultOf(lengthId("row", index))} choose={(quarters) => put({ quarters })} />
          <TextField
            id={rowId(index, "months")}
            label={t.inMonths}
            optional={t.everyMonthIfEmpty}
            fault={faultOf(rowId(index, "months"))}
            value={row.months}
            onInput={({ currentTarget }) => put({ months: currentTarget.value })}
            onChange={({ currentTarget }) => put({ months: tidied(currentTarget.value, draft.months) })}
          />
        </>
      )}
    </Rows>
  );
}

export function DatedRows({ facts, draft, faultOf, change }: FormProps) {
  return (
    <Rows
      title={t.datedTitle}
      lead={t.datedLead(MOST_DATED)}
      rows={draft.requests}
      most={MOST_DATED}
      blank={{ ...blankOf(facts), day: draft.requests.at(-1)?.day ?? draft.start }}
      put={(requests) => change({ requests })}
    >
      {(row, index, put) => (
        <>
          <TextField
            id={dayId(index)}
            type="date"
            label={t.day}
            fault={faultOf(dayId(index))}
            value={row.day}
            onInput={({ currentTarget }) => put({ day: currentTarget.value })}
          />
          <LevelField id={levelId("request", index)} facts={facts} level={row.level} fault={faultOf(levelId("request", index))} choose={(level) => put({ level })} />
          <LengthField id={lengthId("request", index)} label={t.length} quarters={row.quarters} fault={faultOf(lengthId("request", index))} choose={(quarters) => put({ quarters })} />
        </>
      )}
    </Rows>
  );
}

export function RateRows({ facts, draft, faultOf, change }: FormProps) {
  return (
    <Rows
      title={t.ratesTitle}
      lead={t.ratesLead}
      rows={draft.rates}
      most={MOST_RATES}
      blank={{ ...blankOf(facts), perMonth: "" }}
      put={(rates) => change({ rates })}
    >
      {(row, index, put) => (
        <>
          <TextField
            id={rateId(index)}
            label={t.about}
            inputMode="decimal"
            fault={faultOf(rateId(index))}
            value={row.perMonth}
            onInput={({ currentTarget }) => put({ perMonth: currentTarget.value })}
            onChange={({ currentTarget }) => put({ perMonth: plainRate(currentTarget.value) })}
          />
          <LevelField id={levelId("rate", index)} facts={facts} level={row.level} fault={faultOf(levelId("rate", index))} choose={(level) => put({ level })} />
          <LengthField id={lengthId("rate", index)} label={t.length} quarters={row.quarters} fault={faultOf(lengthId("rate", index))} choose={(quarters) => put({ quarters })} />
        </>
      )}
    </Rows>
  );
}

/** Months in one form once they are typed; what cannot be read stays as it is. */
function tidied(text: string, horizon: Horizon): string {
  const months = readMonths(text, horizon);
  return months ? writeMonths(months) : text;
}

function blankOf({ pools }: FormProps["facts"]): { level: string; quarters: number } {
  return { level: pools[0] ? usualLevel(pools[0]) : "", quarters: USUAL_QUARTERS };
}

interface RowsProps<Row> {
  title: string;
  lead: string;
  rows: Row[];
  most: number;
  /** What a new row begins with. */
  blank: Row;
  put: (rows: Row[]) => void;
  children: (row: Row, index: number, put: (part: Partial<Row>) => void) => ComponentChildren;
}

function Rows<Row>({ title, lead, rows, most, blank, put, children }: RowsProps<Row>) {
  const add = useRef<HTMLDivElement>(null);
  const lines = useRef<HTMLFieldSetElement>(null);
  const [said, setSaid] = useState("");
  const [added, setAdded] = useState(0);
  // A new line is there to be filled in: whoever added it goes on in its first field.
  useEffect(() => {
    if (added) lines.current?.querySelectorAll("fieldset")[added - 1]?.querySelector<HTMLElement>(":enabled")?.focus();
  }, [added]);
  const append = () => {
    put([...rows, blank]);
    setSaid(t.rowAdded(rows.length + 1));
    setAdded(rows.length + 1);
  };
  const changed = (index: number, part: Partial<Row>) => put(rows.map((row, other) => (other === index ? { ...row, ...part } : row)));
  const remove = (index: number) => {
    put(rows.filter((_, other) => other !== index));
    setSaid(t.rowRemoved(index + 1));
    setAdded(0);
    // The button that had the focus is gone with its row.
    add.current?.querySelector("button")?.focus();
  };
  return (
    <fieldset class="told" ref={lines}>
      <legend>{title}</legend>
      <p class="hint">{lead}</p>
      {rows.map((row, index) => (
        <fieldset key={index} class="counting">
          <legend class="unseen">{t.rowOf(index + 1)}</legend>
          {children(row, index, (part) => changed(index, part))}
          <Button kind="quiet" aria-label={t.removeRow(index + 1)} onClick={() => remove(index)}>
            {t.remove}
          </Button>
        </fieldset>
      ))}
      <div ref={add}>
        {rows.length < most && (
          <Button id={ADD} onClick={append}>
            {rows.length ? t.addAnother : t.addFirst}
          </Button>
        )}
      </div>
      <p role="status" class="unseen">
        {said}
      </p>
    </fieldset>
  );
}

interface LevelFieldProps {
  id: string;
  facts: FormProps["facts"];
  level: string;
  fault: string | undefined;
  choose: (level: string) => void;
}

function LevelField({ id, facts, level, fault, choose }: LevelFieldProps) {
  return (
    <SelectField id={id} label={t.level} fault={fault} value={level} onChange={({ currentTarget }) => choose(currentTarget.value)}>
      {level === NO_LEVEL && <option value={NO_LEVEL}>{t.chooseLevel}</option>}
      {facts.levels.map(({ id: each, name }) => (
        <option key={each} value={each}>
          {name}
        </option>
      ))}
    </SelectField>
  );
}
