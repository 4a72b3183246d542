/** Changing somebody's name or role; the role of the only owner stays. */
import { useEffect, useState } from "preact/hooks";
import { changePerson, type Person } from "../../api/account.ts";
import { Button } from "../../components/Button.tsx";
import { ErrorSummary } from "../../components/ErrorSummary.tsx";
import { TextField } from "../../components/Field.tsx";
import { useSending } from "../../components/useSending.ts";
import { people as t } from "../../text/en.ts";
import { RoleField } from "./RoleField.tsx";

interface Props {
  person: Person;
  /** True for the only owner, whose role stays. */
  nameOnly: boolean;
  save: (person: Person) => void;
  cancel: () => void;
}

const FIELDS = { name: "change-name", role: "change-role" };

export function ChangePerson({ person, nameOnly, save, cancel }: Props) {
  const [name, setName] = useState(person.name);
  const [role, setRole] = useState(person.role);
  const { busy, faults, requestId, faultOf, refuse, send } = useSending(FIELDS);
  useEffect(() => document.getElementById(FIELDS.name)?.focus(), []);
  const submit = (event: Event) => {
    event.preventDefault();
    if (!name.trim()) return refuse([{ field: FIELDS.name, text: t.needName }]);
    return send(async () => {
      save(await changePerson(person.id, { name: name.trim(), role }));
      return "done";
    });
  };
  return (
    <form noValidate class="within" aria-label={t.changeTitle(person.name)} onSubmit={submit}>
      <ErrorSummary faults={faults} requestId={requestId} />
      <TextField
        id={FIELDS.name}
        label={t.name}
        maxLength={200}
        autocomplete="off"
        value={name}
        fault={faultOf(FIELDS.name)}
        onInput={({ currentTarget }) => setName(currentTarget.value)}
      />
      {!nameOnly && <RoleField id={FIELDS.role} value={role} fault={faultOf(FIELDS.role)} choose={setRole} />}
      <div class="actions">
        <Button type="submit" aria-disabled={busy}>
          {busy ? t.saving : t.save}
        </Button>
        <Button kind="quiet" onClick={cancel}>
          {t.cancel}
        </Button>
      </div>
    </form>
  );
}
