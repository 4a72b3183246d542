/** The link of a mail about a new address was opened: it says what it confirms, and confirms it by a click alone. */
import { useEffect, useRef, useState } from "preact/hooks";
import { confirmEmail, showEmailChange } from "../../api/account.ts";
import type { ProblemError } from "../../api/request.ts";
import { Button } from "../../components/Button.tsx";
import { ErrorSummary } from "../../components/ErrorSummary.tsx";
import { LookedUp } from "../../components/Failed.tsx";
import { Note } from "../../components/Small.tsx";
import { useLoaded } from "../../components/useLoaded.ts";
import { useSending } from "../../components/useSending.ts";
import { formatMoment } from "../../lib/dates.ts";
import { settings as t } from "../../text/en.ts";

type Link = Awaited<ReturnType<typeof showEmailChange>>;
type Confirmed = Awaited<ReturnType<typeof confirmEmail>>;

export function ConfirmEmail({ token }: { token: string }) {
  const { value: link, problem, again } = useLoaded((signal) => showEmailChange(token, signal));
  const [answer, setAnswer] = useState<Confirmed | null>(null);
  if (answer) return <Done answer={answer} />;
  if (link) return <Question token={token} link={link} done={setAnswer} />;
  if (problem && isOver(problem)) return <Over />;
  return <LookedUp problem={problem} loading={t.lookingUp} again={again} />;
}

/** Both addresses, and which of the two mailboxes says yes here. */
function Question({ token, link, done }: { token: string; link: Link; done: (answer: Confirmed) => void }) {
  const { old_email, new_email, side, expires_at } = link;
  const { busy, faults, requestId, send } = useSending({}, explain);
  const confirm = () =>
    send(async () => {
      done(await confirmEmail(token));
      return "done";
    });
  return (
    <>
      <ErrorSummary faults={faults} requestId={requestId} />
      <Note>
        <h2>{t.confirmTitle}</h2>
        <p>{t.confirmChange(old_email, new_email)}</p>
        <p>{t.confirmSide[side](side === "old" ? old_email : new_email)}</p>
        <p class="small">{t.confirmUntil(formatMoment(expires_at))}</p>
        <Button kind="primary" onClick={confirm} aria-disabled={busy}>
          {busy ? t.confirming : t.confirm}
        </Button>
      </Note>
    </>
  );
}

function Done({ answer: { changed, old_email, new_email } }: { answer: Confirmed }) {
  const told = useRef<HTMLDivElement>(null);
  useEffect(() => told.current?.focus(), []);
  return (
    <div ref={told} tabIndex={-1} role="status">
      <Note tone="good">
        <h2>{changed ? t.changedTitle : t.confirmedTitle}</h2>
        <p>{changed ? t.changed(old_email, new_email) : t.confirmed(old_email, new_email)}</p>
        <a href="/account/settings/">{t.toSettings}</a>
      </Note>
    </div>
  );
}

function Over() {
  return (
    <div role="alert">
      <Note tone="warn">
        <h2>{t.overTitle}</h2>
        <p>{t.confirmRefused}</p>
        <a href="/account/settings/">{t.toSettings}</a>
      </Note>
    </div>
  );
}

/** A link that was used, that is past its time or that never was is told alike. */
function isOver({ status }: ProblemError): boolean {
  return status === 409 || status === 404;
}

function explain(problem: ProblemError) {
  return isOver(problem) ? [{ field: null, text: t.confirmRefused }] : undefined;
}
