/** How the columns of a bank's CSV are read, chosen by a person with the file's first rows in sight. */
import { useEffect, useState } from "preact/hooks";
import { type Mapping, type Preview, previewMapping, saveMapping } from "../../../api/statements.ts";
import { ProblemError } from "../../../api/request.ts";
import { Button } from "../../../components/Button.tsx";
import { ErrorSummary } from "../../../components/ErrorSummary.tsx";
import { Failed } from "../../../components/Failed.tsx";
import { SelectField, TextField } from "../../../components/Field.tsx";
import { useSending } from "../../../components/useSending.ts";
import { beginning } from "../../../lib/files.ts";
import { wires } from "../../../text/en.ts";
import { Previewed } from "./Previewed.tsx";

const t = wires.mapping;

const ENCODINGS = ["utf-8", "cp1252", "iso-8859-15", "cp1250", "utf-16"];
const DATES = ["YYYY-MM-DD", "DD.MM.YYYY", "DD.MM.YY", "DD/MM/YYYY", "MM/DD/YYYY", "DD-MM-YYYY", "YYYYMMDD"];
/** Stands where no column has been chosen; a preview then says which columns there are. */
const UNCHOSEN = "?";
const PREVIEWED = 60_000;

interface Props {
  file: File;
  currencies: string[];
  busy: boolean;
  /** The mapping was saved under this name. */
  saved: (name: string) => void;
}

export function MappingForm({ file, currencies, busy, saved }: Props) {
  const [mapping, setMapping] = useState<Mapping>(() => first(currencies[0] ?? ""));
  const [name, setName] = useState("");
  const { preview, problem, again } = usePreview(file, mapping);
  const sending = useSending({ name: "mapping-name" });
  const complete = [mapping.value_date, mapping.amount, ...mapping.text].every((each) => each !== UNCHOSEN) && name.trim();
  const submit = () => {
    if (!complete) return sending.refuse([{ field: name.trim() ? null : "mapping-name", text: t.incomplete }]);
    sending.send(async () => {
      await saveMapping(name.trim(), mapping);
      saved(name.trim());
      return "done";
    });
  };
  const put = (change: Partial<Mapping>) => setMapping({ ...mapping, ...change });
  return (
    <form
      noValidate
      aria-labelledby="mapping-title"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <h3 id="mapping-title">{t.title}</h3>
      <p>{t.lead}</p>
      <ErrorSummary faults={sending.faults} requestId={sending.requestId} />
      <div class="grid">
        <Words id="encoding" label={t.encoding} value={mapping.encoding} among={ENCODINGS} put={(encoding) => put({ encoding })} />
        <Words id="delimiter" label={t.delimiter} value={mapping.delimiter} named={t.delimiters} put={(delimiter) => put({ delimiter })} />
        <Words id="decimal" label={t.decimal} value={mapping.decimal} named={t.decimals} put={(decimal) => put({ decimal })} />
        <Words id="date-format" label={t.dateFormat} value={mapping.date_format} among={DATES} put={(date_format) => put({ date_format })} />
        <TextField
          id="skip-rows"
          label={t.skip}
          type="number"
          min={0}
          max={50}
          value={String(mapping.skip_rows)}
          onChange={(event) => put({ skip_rows: Math.max(0, event.currentTarget.valueAsNumber || 0) })}
        />
      </div>
      <Columns mapping={mapping} columns={preview?.columns ?? []} currencies={currencies} put={put} />
      <Failed problem={problem} again={again} />
      {preview && <Previewed preview={preview} />}
      <TextField id="mapping-name" label={t.name} hint={t.nameHint} fault={sending.faultOf("mapping-name")} maxLength={80} value={name} onInput={(event) => setName(event.currentTarget.value)} />
      <div class="actions">
        <Button type="submit" kind="primary" aria-disabled={busy || sending.busy}>
          {t.save}
        </Button>
      </div>
    </form>
  );
}

interface Seen {
  preview: Preview | null;
  problem: ProblemError | null;
  again: () => void;
}

/** How the mapping of this moment reads the file; an answer that a later choice has overtaken is dropped. */
function usePreview(file: File, mapping: Mapping): Seen {
  const [preview, setPreview] = useState<Preview | null>(null);
  const [problem, setProblem] = useState<ProblemError | null>(null);
  const [round, setRound] = useState(0);
  useEffect(() => {
    let current = true;
    const ask = async () => {
      try {
        const seen = await previewMapping(await beginning(file, PREVIEWED), mapping);
        if (!current) return;
        setPreview(seen);
        setProblem(null);
      } catch (error) {
        if (!(error instanceof ProblemError)) throw error;
        if (current) setProblem(error);
      }
    };
    void ask();
    return () => {
      current = false;
    };
  }, [file, mapping, round]);
  return { preview, problem, again: () => setRound(round + 1) };
}

interface ColumnsProps {
  mapping: Mapping;
  columns: string[];
  currencies: string[];
  put: (change: Partial<Mapping>) => void;
}

function Columns({ mapping, columns, currencies, put }: ColumnsProps) {
  const [text = UNCHOSEN, more] = mapping.text;
  const needed = { columns, optional: false };
  const free = { columns, optional: true };
  return (
    <div class="grid">
      <Column {...needed} id="value-date" label={t.valueDate} value={mapping.value_date} put={(value) => put({ value_date: value ?? UNCHOSEN })} />
      <Column {...needed} id="amount" label={t.amount} value={mapping.amount} put={(value) => put({ amount: value ?? UNCHOSEN })} />
      <Column {...free} id="debit" label={t.debit} hint={t.debitHint} value={mapping.debit} put={(debit) => put({ debit })} />
      <Column {...needed} id="text" label={t.text} value={text} put={(value) => put({ text: [value ?? UNCHOSEN, ...(more ? [more] : [])] })} />
      <Column {...free} id="more-text" label={t.moreText} value={more ?? null} put={(value) => put({ text: value ? [text, value] : [text] })} />
      <Column {...free} id="booked-on" label={t.bookedOn} value={mapping.booked_on} put={(booked_on) => put({ booked_on })} />
      <Column {...free} id="currency-column" label={t.currencyColumn} value={mapping.currency_column} put={(currency_column) => put({ currency_column })} />
      <Words id="currency" label={t.currency} value={mapping.currency} among={currencies} put={(currency) => put({ currency })} />
      <Column {...free} id="payer" label={t.payer} value={mapping.payer} put={(payer) => put({ payer })} />
      <Column {...free} id="payer-account" label={t.payerAccount} value={mapping.payer_account} put={(payer_account) => put({ payer_account })} />
      <Column
        {...free}
        id="bank-reference"
        label={t.bankReference}
        hint={t.bankReferenceHint}
        value={mapping.bank_reference}
        put={(bank_reference) => put({ bank_reference })}
      />
    </div>
  );
}

interface WordsProps {
  id: string;
  label: string;
  value: string;
  among?: string[];
  named?: Record<string, string>;
  put: (value: string) => void;
}

function Words({ id, label, value, among, named = {}, put }: WordsProps) {
  return (
    <SelectField id={id} label={label} value={value} onChange={(event) => put(event.currentTarget.value)}>
      {(among ?? Object.keys(named)).map((each) => (
        <option key={each} value={each}>
          {named[each] ?? each}
        </option>
      ))}
    </SelectField>
  );
}

interface ColumnProps {
  id: string;
  label: string;
  hint?: string;
  value: string | null;
  columns: string[];
  optional: boolean;
  put: (value: string | null) => void;
}

function Column({ id, label, hint, value, columns, optional, put }: ColumnProps) {
  const chosen = value === UNCHOSEN || value === null ? "" : value;
  return (
    <SelectField id={id} label={label} hint={hint} optional={optional} value={chosen} onChange={(event) => put(event.currentTarget.value || null)}>
      <option value="">{optional ? t.none : t.choose}</option>
      {[...new Set(columns.filter(Boolean))].map((each) => (
        <option key={each} value={each}>
          {each}
        </option>
      ))}
    </SelectField>
  );
}

function first(currency: string): Mapping {
  return {
    encoding: "utf-8",
    delimiter: ";",
    decimal: ",",
    date_format: "YYYY-MM-DD",
    value_date: UNCHOSEN,
    amount: UNCHOSEN,
    text: [UNCHOSEN],
    currency,
    booked_on: null,
    debit: null,
    currency_column: null,
    payer: null,
    payer_account: null,
    bank_reference: null,
    skip_rows: 0,
  };
}
