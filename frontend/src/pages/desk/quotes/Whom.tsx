/** For whom a quote is: a customer of the books, somebody by name, or whoever has the link. */
import { useEffect, useState } from "preact/hooks";
import { type CustomerFile, findCustomers, type FoundCustomer } from "../../../api/deskQuotes.ts";
import { ProblemError } from "../../../api/request.ts";
import { Button } from "../../../components/Button.tsx";
import { Frame, SelectField, TextField } from "../../../components/Field.tsx";
import { problemWords } from "../../../components/problemWords.ts";
import { countryNames } from "../../../lib/countries.ts";
import { namedAfter, withCustomer } from "../../../state/draft.ts";
import { deskQuotes as t } from "../../../text/en.ts";
import type { Editing } from "./Lines.tsx";

export function Whom({ editing }: { editing: Editing }) {
  const { draft, file, change, faultOf } = editing;
  const field = (name: "company" | "contact" | "email" | "country") => ({
    id: `addressee-${name}`,
    label: t.fields[name],
    optional: true,
    value: draft[name],
    fault: faultOf(`addressee-${name}`),
    onInput: ({ currentTarget }: { currentTarget: HTMLInputElement | HTMLSelectElement }) => change({ ...draft, [name]: currentTarget.value }),
  });
  return (
    <section aria-labelledby="whom-title">
      <h2 id="whom-title">{t.whomTitle}</h2>
      <p>{t.whomLead}</p>
      {draft.customer ? <Chosen editing={editing} file={file} /> : <Find editing={editing} />}
      <div class="pair">
        <TextField maxLength={200} autocomplete="off" {...field("company")} />
        <TextField maxLength={200} autocomplete="off" {...field("contact")} />
        <TextField type="email" maxLength={254} autocomplete="off" {...field("email")} />
        <SelectField autocomplete="off" {...field("country")}>
          <option value="">{t.chooseCountry}</option>
          <Countries />
        </SelectField>
      </div>
    </section>
  );
}

/** Drawn by the browser only: its names of countries may differ from those of the machine that wrote the page. */
function Countries() {
  const [names, setNames] = useState<[string, string][]>([]);
  useEffect(() => setNames(countryNames()), []);
  return (
    <>
      {names.map(([code, name]) => (
        <option key={code} value={code}>
          {name}
        </option>
      ))}
    </>
  );
}

function Chosen({ editing: { draft, change }, file }: { editing: Editing; file: CustomerFile | null }) {
  const loses = draft.lines.some(({ installation }) => installation);
  const address = (chosen: string) => {
    const person = file?.contacts.find(({ email }) => email === chosen);
    if (person) change({ ...draft, contact: person.name, email: person.email });
  };
  return (
    <div class="card">
      <p class="row">
        <strong>{t.customer(file?.customer.name ?? "…")}</strong>
        <Button kind="quiet" onClick={() => change(withCustomer(draft, ""), "find-customer")}>
          {t.leave}
        </Button>
      </p>
      {loses && <p class="small soft">{t.leftLines}</p>}
      {file && file.contacts.length > 0 && (
        <SelectField id="customer-person" label={t.person} optional value={draft.email} onChange={({ currentTarget }) => address(currentTarget.value)}>
          <option value="">{t.choosePerson}</option>
          {file.contacts.map(({ id, name, email }) => (
            <option key={id} value={email}>
              {t.personOption(name, email)}
            </option>
          ))}
        </SelectField>
      )}
    </div>
  );
}

/** A search of its own within the form of the draft: Enter looks for the customer and sends nothing. */
function Find({ editing: { draft, change } }: { editing: Editing }) {
  const [query, setQuery] = useState("");
  const [found, setFound] = useState<FoundCustomer[] | null>(null);
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<string | undefined>();
  const search = async () => {
    if (busy || !query.trim()) return;
    setBusy(true);
    setFault(undefined);
    try {
      setFound(await findCustomers(query.trim()));
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      setFault(problemWords(error));
    }
    setBusy(false);
  };
  const choose = (found: FoundCustomer) => change(namedAfter(withCustomer(draft, found.id), found), "addressee-contact");
  return (
    <div role="search" class="found">
      <div class="finding">
        <Frame
          id="find-customer"
          label={t.find}
          hint={t.findHint}
          fault={fault}
          control={(wiring) => (
            <input
              {...wiring}
              type="search"
              maxLength={200}
              autocomplete="off"
              value={query}
              onInput={({ currentTarget }) => setQuery(currentTarget.value)}
              onKeyDown={(event) => {
                if (event.key !== "Enter") return;
                event.preventDefault();
                void search();
              }}
            />
          )}
        />
        <Button onClick={() => void search()} aria-disabled={busy}>
          {busy ? t.searching : t.search}
        </Button>
      </div>
      <div role="status">{found?.length === 0 && <p>{t.foundNothing}</p>}</div>
      {found && found.length > 0 && (
        <ul class="rows">
          {found.map((each) => (
            <li key={each.id}>
              <div>{each.name}</div>
              <p>
                <Button onClick={() => choose(each)}>{t.choose(each.name)}</Button>
              </p>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
