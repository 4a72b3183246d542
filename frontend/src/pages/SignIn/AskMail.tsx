/** The first step: one address, one button. */
import { useState } from "preact/hooks";
import { askForMail } from "../../api/session.ts";
import { Button } from "../../components/Button.tsx";
import { ErrorSummary } from "../../components/ErrorSummary.tsx";
import { TextField } from "../../components/Field.tsx";
import { useSending } from "../../components/useSending.ts";
import { isMailAddress } from "../../lib/mail.ts";
import type { Asked } from "../../state/signIn.ts";
import { signIn as t } from "../../text/en.ts";

const EMAIL = "email";

interface Props {
  /** Secondary where a mail was asked for before, in vain. */
  kind: "primary" | "secondary";
  /** The address asked for last, where it is known. */
  email?: string | undefined;
  ask: (asked: Asked) => void;
}

export function AskMail({ kind, email: before = "", ask }: Props) {
  const [email, setEmail] = useState(before);
  const { busy, faults, requestId, faultOf, refuse, send } = useSending({ email: EMAIL });
  const submit = (event: Event) => {
    event.preventDefault();
    const address = email.trim();
    if (!isMailAddress(address)) return refuse([{ field: EMAIL, text: t.needEmail }]);
    return send(async () => {
      const { expires_at } = await askForMail(address);
      ask({ email: address, expiresAt: expires_at });
      return "done";
    });
  };
  return (
    <form noValidate onSubmit={submit}>
      <ErrorSummary faults={faults} requestId={requestId} />
      <TextField
        id={EMAIL}
        name={EMAIL}
        label={t.email}
        hint={t.emailHint}
        fault={faultOf(EMAIL)}
        type="email"
        autocomplete="email"
        maxLength={254}
        value={email}
        onInput={({ currentTarget }) => setEmail(currentTarget.value)}
      />
      <Button kind={kind} type="submit" aria-disabled={busy}>
        {busy ? t.asking : kind === "primary" ? t.ask : t.askAgain}
      </Button>
      <p class="small soft beneath">{t.guest}</p>
    </form>
  );
}
