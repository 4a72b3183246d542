/** Letting somebody sign in for the company. */
import { useState } from "preact/hooks";
import { addPerson, type Person } from "../../api/account.ts";
import type { ProblemError } from "../../api/request.ts";
import type { Role } from "../../api/session.ts";
import { Button } from "../../components/Button.tsx";
import { ErrorSummary, type FieldFault } from "../../components/ErrorSummary.tsx";
import { TextField } from "../../components/Field.tsx";
import { useSending } from "../../components/useSending.ts";
import { isMailAddress } from "../../lib/mail.ts";
import { people as t } from "../../text/en.ts";
import { RoleField } from "./RoleField.tsx";

interface Values {
  name: string;
  email: string;
  role: Role;
}

const FIELDS = { name: "add-name", email: "add-email", role: "add-role" };
/** Whoever may do least: more is given on purpose. */
const BLANK: Values = { name: "", email: "", role: "technical" };

export function AddPerson({ add }: { add: (person: Person) => void }) {
  const [values, setValues] = useState(BLANK);
  const { busy, faults, requestId, faultOf, refuse, send } = useSending(FIELDS, explain);
  const submit = (event: Event) => {
    event.preventDefault();
    const person = { ...values, name: values.name.trim(), email: values.email.trim() };
    const found = check(person);
    if (found.length) return refuse(found);
    return send(async () => {
      add(await addPerson(person));
      setValues(BLANK);
      return "done";
    });
  };
  const field = (name: "name" | "email") => ({
    id: FIELDS[name],
    name,
    value: values[name],
    fault: faultOf(FIELDS[name]),
    onInput: ({ currentTarget }: { currentTarget: { value: string } }) => setValues({ ...values, [name]: currentTarget.value }),
  });
  return (
    <section aria-labelledby="add-title" class="screen">
      <h2 id="add-title">{t.addTitle}</h2>
      <form noValidate onSubmit={submit}>
        <ErrorSummary faults={faults} requestId={requestId} />
        <TextField label={t.name} maxLength={200} autocomplete="off" {...field("name")} />
        <TextField label={t.email} hint={t.emailHint} type="email" autocomplete="off" maxLength={254} {...field("email")} />
        <RoleField id={FIELDS.role} value={values.role} fault={faultOf(FIELDS.role)} choose={(role) => setValues({ ...values, role })} />
        <Button kind="primary" type="submit" aria-disabled={busy}>
          {busy ? t.adding : t.add}
        </Button>
      </form>
    </section>
  );
}

/** Both are about the address, and say no more of it than one may know. */
function explain({ type, detail }: ProblemError): FieldFault[] | undefined {
  if (type === "contact-known") return [{ field: FIELDS.email, text: t.known }];
  return type === "email-taken" ? [{ field: FIELDS.email, text: detail }] : undefined;
}

function check({ name, email }: Values): FieldFault[] {
  const faults: [string, boolean, string][] = [
    [FIELDS.name, name === "", t.needName],
    [FIELDS.email, !isMailAddress(email), t.needEmail],
  ];
  return faults.filter(([, wrong]) => wrong).map(([field, , text]) => ({ field, text }));
}
