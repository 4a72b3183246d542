/** Asking for another e-mail address, which the old and the new one must confirm, and what waits of that. */
import { useState } from "preact/hooks";
import { cancelEmailChange, changeEmail, type EmailChange, readEmailChange } from "../../api/account.ts";
import type { ProblemError } from "../../api/request.ts";
import type { ContactSession } from "../../api/session.ts";
import { Button } from "../../components/Button.tsx";
import { ErrorSummary, type FieldFault } from "../../components/ErrorSummary.tsx";
import { TextField } from "../../components/Field.tsx";
import { Note } from "../../components/Small.tsx";
import { useSending } from "../../components/useSending.ts";
import { formatMoment } from "../../lib/dates.ts";
import { isMailAddress, isSameAddress } from "../../lib/mail.ts";
import { settings as t } from "../../text/en.ts";

const EMAIL = "new-email";

interface Props {
  session: ContactSession;
  pending: EmailChange | null;
  put: (pending: EmailChange | null) => void;
}

export function ChangeEmail({ session, pending, put }: Props) {
  const [email, setEmail] = useState("");
  const [news, setNews] = useState("");
  const { busy, faults, requestId, faultOf, refuse, send } = useSending({ email: EMAIL }, explain);
  const submit = (event: Event) => {
    event.preventDefault();
    const address = email.trim();
    setNews("");
    if (!isMailAddress(address)) return refuse([{ field: EMAIL, text: t.needEmail }]);
    if (isSameAddress(address, session.email)) return refuse([{ field: EMAIL, text: t.ownEmail }]);
    return send(async () => {
      await changeEmail(address);
      put(await readEmailChange());
      setEmail("");
      return "done";
    });
  };
  const cancel = () =>
    send(async () => {
      put(await cancelEmailChange());
      setNews(t.cancelled);
      document.getElementById(EMAIL)?.focus();
      return "done";
    });
  return (
    <section aria-labelledby="email-title">
      <h2 id="email-title">{t.emailTitle}</h2>
      <p>{t.emailNow(session.email)}</p>
      <div role="status">
        {pending && <Pending pending={pending} email={session.email} busy={busy} cancel={cancel} />}
        {news && <p class="note good">{news}</p>}
      </div>
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

interface PendingProps {
  pending: EmailChange;
  email: string;
  busy: boolean;
  cancel: () => void;
}

/** What waits: who has confirmed and who has not, until when, and taking it back. */
function Pending({ pending: { new_email, old_confirmed, new_confirmed, expires_at }, email, busy, cancel }: PendingProps) {
  return (
    <Note>
      <h3>{t.pendingTitle(new_email)}</h3>
      <ul>
        <li>{t.side(email, old_confirmed)}</li>
        <li>{t.side(new_email, new_confirmed)}</li>
      </ul>
      <p>{t.pendingUntil(formatMoment(expires_at))}</p>
      <Button onClick={cancel} aria-disabled={busy}>
        {t.cancelChange}
      </Button>
    </Note>
  );
}

/** Both are about the address that was typed. */
function explain({ type, detail }: ProblemError): FieldFault[] | undefined {
  return type === "address-unchanged" || type === "email-taken" ? [{ field: EMAIL, text: detail }] : undefined;
}
