/** Choosing a statement and how it is read; the answer is a draft on a page of its own. */
import { useRef, useState } from "preact/hooks";
import { type NamedMapping, readMappings, uploadStatement } from "../../../api/statements.ts";
import { Button } from "../../../components/Button.tsx";
import { Brought } from "../../../components/Desk.tsx";
import { ErrorSummary } from "../../../components/ErrorSummary.tsx";
import { Frame, SelectField } from "../../../components/Field.tsx";
import { useSending } from "../../../components/useSending.ts";
import { statementAtDesk } from "../../../state/desk.ts";
import { wires } from "../../../text/en.ts";
import { MappingForm } from "./MappingForm.tsx";

const t = wires.upload;
const FRESH = "\tfresh"; // No saved name begins so.

export function Upload({ currencies }: { currencies: string[] }) {
  return (
    <section aria-labelledby="upload">
      <h2 id="upload">{t.title}</h2>
      <p>{t.lead}</p>
      <Brought load={readMappings}>{(saved) => <Choosing saved={saved} currencies={currencies} />}</Brought>
    </section>
  );
}

function Choosing({ saved, currencies }: { saved: NamedMapping[]; currencies: string[] }) {
  const [file, setFile] = useState<File | null>(null);
  const [format, setFormat] = useState("");
  const sending = useSending();
  const input = useRef<HTMLInputElement>(null);
  const read = (chosen: File, mapping: string | null) =>
    sending.send(async () => {
      const statement = await uploadStatement(chosen, mapping);
      location.assign(statementAtDesk(statement.id));
      return "keep";
    });
  const submit = () => {
    if (file) return read(file, format || null);
    sending.refuse([{ field: "statement-file", text: t.noFile }]);
  };
  return (
    <>
      <ErrorSummary faults={sending.faults} requestId={sending.requestId} />
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <Frame
          id="statement-file"
          label={t.file}
          fault={sending.faultOf("statement-file")}
          control={(wiring) => (
            <input {...wiring} ref={input} type="file" onChange={(event) => setFile(event.currentTarget.files?.[0] ?? null)} />
          )}
        />
        <SelectField id="statement-format" label={t.format} value={format} onChange={(event) => setFormat(event.currentTarget.value)}>
          <option value="">{t.told}</option>
          {saved.map(({ name }) => (
            <option key={name} value={name}>
              {t.saved(name)}
            </option>
          ))}
          <option value={FRESH}>{t.fresh}</option>
        </SelectField>
        {format !== FRESH && (
          <div class="actions">
            <Button type="submit" kind="primary" aria-disabled={sending.busy}>
              {sending.busy ? t.sending : t.send}
            </Button>
          </div>
        )}
      </form>
      {format === FRESH && file && (
        <MappingForm key={file.name} file={file} currencies={currencies} busy={sending.busy} saved={(name) => read(file, name)} />
      )}
      {format === FRESH && !file && <p role="status">{t.noFile}</p>}
    </>
  );
}
