/** Asking for another e-mail address, which the old and the new one must confirm. */
import { useState } from "preact/hooks";
import { changeEmail } from "../../api/account.ts";
import type { ContactSession } from "../../api/session.ts";
import { Button } from "../../components/Button.tsx";
import { ErrorSummary } from "../../components/ErrorSummary.tsx";
import { TextField } from "../../components/Field.tsx";
import { useSending } from "../../components/useSending.ts";
import { isMailAddress } from "../../lib/mail.ts";
import { settings as t } from "../../text/en.ts";

const EMAIL = "new-email";

export function ChangeEmail({ session }: { session: ContactSession }) {
  const [email, setEmail] = useState("");
  const [asked, setAsked] = useState("");
  const { busy, faults, requestId, faultOf, refuse, send } = useSending({ email: EMAIL });
  const submit = (event: Event) => {
    event.preventDefault();
    const address = email.trim();
    setAsked("");
    if (!isMailAddress(address)) return refuse([{ field: EMAIL, text: t.needEmail }]);
    return send(async () => {
      await changeEmail(address);
      setAsked(address);
      setEmail("");
      return "done";
    });
  };
  return (
    <section aria-labelledby="email-title">
      <h2 id="email-title">{t.emailTitle}</h2>
      <p>{t.emailNow(session.email)}</p>
      <div role="status">{asked && <p class="note good">{t.asked(session.email, asked)}</p>}</div>
      <form noValidate class="screen" onSubmit={submit}>
        <ErrorSummary faults={faults} requestId={requestId} />
        <TextField
          id={EMAIL}
          label={t.newEmail}
          hint={t.newEmailHint}
          type="email"
          autocomplete="email"
          maxLength={254}
          value={email}
          fault={faultOf(EMAIL)}
          onInput={({ currentTarget }) => setEmail(currentTarget.value)}
        />
        <Button type="submit" aria-disabled={busy}>
          {busy ? t.changing : t.change}
        </Button>
      </form>
    </section>
  );
}
