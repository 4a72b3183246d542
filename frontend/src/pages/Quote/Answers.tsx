/** What else a buyer can do with a quote: ask about it, decline it, or ask for a fresh one. */
import type { ComponentChildren } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { askAboutQuote, askFreshQuote, declineQuote, type QuoteView } from "../../api/quotes.ts";
import { Button } from "../../components/Button.tsx";
import { Confirm } from "../../components/Confirm.tsx";
import { ErrorSummary } from "../../components/ErrorSummary.tsx";
import { TextField } from "../../components/Field.tsx";
import { Note } from "../../components/Small.tsx";
import { TextArea } from "../../components/TextArea.tsx";
import { useSending } from "../../components/useSending.ts";
import { isMailAddress } from "../../lib/mail.ts";
import { quote as t } from "../../text/en.ts";

/** The longest text the server takes. */
const LONGEST = 4000;
const SHORTER = 500;
/** The quote is past being declined. */
const OVER = 409;

export function Question({ quote, token }: { quote: QuoteView; token: string }) {
  const [email, setEmail] = useState(quote.addressee?.email ?? "");
  const [text, setText] = useState("");
  const { open, toggle } = useOpening("question-text");
  const form = useSending({ email: "question-email", text: "question-text" });
  const [sentTo, setSentTo] = useState("");
  const submit = (event: Event) => {
    event.preventDefault();
    const faults = [
      ...(isMailAddress(email.trim()) ? [] : [{ field: "question-email", text: t.needEmail }]),
      ...(text.trim() ? [] : [{ field: "question-text", text: t.needQuestion }]),
    ];
    if (faults.length) return form.refuse(faults);
    return form.send(async () => {
      await askAboutQuote(token, { email: email.trim(), text: text.trim() });
      setSentTo(email.trim());
      setText("");
      toggle(false);
      return "done";
    });
  };
  return (
    <>
      <div role="status">
        {sentTo && !open && (
          <Note tone="good">
            <p>{t.asked(sentTo)}</p>
          </Note>
        )}
      </div>
      {!open ? (
        <Button onClick={() => toggle(true)}>{sentTo ? t.askAnother : t.ask}</Button>
      ) : (
        <form class="card" noValidate onSubmit={submit} aria-labelledby="question-title">
          <h3 id="question-title">{t.askTitle}</h3>
          <p>{t.askLead(quote.seller?.name ?? quote.vendor)}</p>
          <ErrorSummary faults={form.faults} requestId={form.requestId} />
          <TextArea
            id="question-text"
            label={t.question}
            rows={4}
            maxLength={LONGEST}
            value={text}
            fault={form.faultOf("question-text")}
            onInput={({ currentTarget }) => setText(currentTarget.value)}
          />
          <TextField
            id="question-email"
            label={t.email}
            hint={t.emailHint}
            type="email"
            autocomplete="email"
            maxLength={254}
            value={email}
            fault={form.faultOf("question-email")}
            onInput={({ currentTarget }) => setEmail(currentTarget.value)}
          />
          <Send busy={form.busy}>{t.sendQuestion}</Send>
        </form>
      )}
    </>
  );
}

interface DeclineProps {
  token: string;
  put: (quote: QuoteView) => void;
  /** Looks again at a quote that was over before it could be declined. */
  closed: () => void;
}

export function Decline({ token, put, closed }: DeclineProps) {
  const [reason, setReason] = useState("");
  const words = { ask: t.decline, title: t.declineTitle, text: t.declineLead, yes: t.declineYes, no: t.declineNo, busy: t.declining };
  return (
    <Confirm
      id="decline"
      words={words}
      fields={{ reason: "decline-reason" }}
      check={() => (reason.trim() ? [] : [{ field: "decline-reason", text: t.needReason }])}
      explain={({ status }) => {
        if (status === OVER) closed();
        return undefined;
      }}
      act={async () => put(await declineQuote(token, reason.trim()))}
    >
      {(faultOf) => (
        <TextArea
          id="decline-reason"
          label={t.reason}
          rows={3}
          maxLength={SHORTER}
          value={reason}
          fault={faultOf("decline-reason")}
          onInput={({ currentTarget }) => setReason(currentTarget.value)}
        />
      )}
    </Confirm>
  );
}

/** For a quote that holds no more. */
export function Fresh({ quote, token }: { quote: QuoteView; token: string }) {
  const known = Boolean(quote.addressee?.email);
  const [email, setEmail] = useState("");
  const [text, setText] = useState("");
  const [sent, setSent] = useState(false);
  const done = useRef<HTMLDivElement>(null);
  const form = useSending({ email: "fresh-email", text: "fresh-text" });
  const submit = (event: Event) => {
    event.preventDefault();
    const wrong = email.trim() ? !isMailAddress(email.trim()) : !known;
    if (wrong) return form.refuse([{ field: "fresh-email", text: t.needEmail }]);
    return form.send(async () => {
      await askFreshQuote(token, { ...(email.trim() ? { email: email.trim() } : {}), ...(text.trim() ? { text: text.trim() } : {}) });
      setSent(true);
      done.current?.focus();
      return "done";
    });
  };
  return (
    <section class="screen" aria-labelledby="fresh-title">
      <h2 id="fresh-title">{t.freshTitle}</h2>
      <div role="status" ref={done} tabIndex={-1}>
        {sent && (
          <Note tone="good">
            <p>{t.freshSent}</p>
          </Note>
        )}
      </div>
      {!sent && (
        <form noValidate onSubmit={submit}>
          <p>{t.freshLead}</p>
          <ErrorSummary faults={form.faults} requestId={form.requestId} />
          <TextField
            id="fresh-email"
            label={t.email}
            hint={known ? t.freshEmailHint : t.emailHint}
            optional={known}
            type="email"
            autocomplete="email"
            maxLength={254}
            value={email}
            fault={form.faultOf("fresh-email")}
            onInput={({ currentTarget }) => setEmail(currentTarget.value)}
          />
          <TextArea
            id="fresh-text"
            label={t.freshText}
            optional
            rows={3}
            maxLength={LONGEST}
            value={text}
            fault={form.faultOf("fresh-text")}
            onInput={({ currentTarget }) => setText(currentTarget.value)}
          />
          <Button kind="primary" type="submit" aria-disabled={form.busy}>
            {form.busy ? t.sending : t.sendFresh}
          </Button>
        </form>
      )}
    </section>
  );
}

function Send({ busy, children }: { busy: boolean; children: ComponentChildren }) {
  return (
    <Button type="submit" aria-disabled={busy}>
      {busy ? t.sending : children}
    </Button>
  );
}

/** Opening a form moves the focus into it. */
function useOpening(first: string) {
  const [open, setOpen] = useState(false);
  useEffect(() => {
    if (open) document.getElementById(first)?.focus();
  }, [open]);
  return { open, toggle: setOpen };
}
