/** Naming and registering a passkey, as the first one when signing in and as any later one. */
import { useState } from "preact/hooks";
import { registerPasskey } from "../api/passkeys.ts";
import type { Session } from "../api/session.ts";
import { passkeys as t } from "../text/en.ts";
import { Button } from "./Button.tsx";
import { ErrorSummary } from "./ErrorSummary.tsx";
import { TextField } from "./Field.tsx";
import { usePasskey } from "./usePasskey.ts";

const NAME = "passkey-name";

export function RegisterPasskey({ done }: { done: (session: Session, name: string) => Promise<void> | void }) {
  const [name, setName] = useState("");
  const { busy, faults, requestId, faultOf, refuse, send } = usePasskey({ name: NAME });
  const submit = (event: Event) => {
    event.preventDefault();
    const given = name.trim();
    if (!given) return refuse([{ field: NAME, text: t.needName }]);
    return send(async () => {
      await done(await registerPasskey(given), given);
      setName("");
      return "done";
    });
  };
  return (
    <form noValidate class="screen" onSubmit={submit}>
      <ErrorSummary faults={faults} requestId={requestId} />
      <TextField
        id={NAME}
        name={NAME}
        label={t.name}
        hint={t.nameHint}
        fault={faultOf(NAME)}
        autocomplete="off"
        maxLength={60}
        value={name}
        onInput={({ currentTarget }) => setName(currentTarget.value)}
      />
      <Button kind="primary" type="submit" aria-disabled={busy}>
        {busy ? t.registering : t.register}
      </Button>
    </form>
  );
}
