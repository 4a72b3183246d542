/** The link of a mail about a new address was opened: it confirms by a click, never by being looked at. */
import { useEffect, useRef, useState } from "preact/hooks";
import { confirmEmail } from "../../api/account.ts";
import type { ProblemError } from "../../api/request.ts";
import { Button } from "../../components/Button.tsx";
import { ErrorSummary } from "../../components/ErrorSummary.tsx";
import { Note } from "../../components/Small.tsx";
import { useSending } from "../../components/useSending.ts";
import { settings as t } from "../../text/en.ts";

type Confirmed = Awaited<ReturnType<typeof confirmEmail>>;

export function ConfirmEmail({ token }: { token: string }) {
  const [answer, setAnswer] = useState<Confirmed | null>(null);
  const done = useRef<HTMLDivElement>(null);
  const { busy, faults, requestId, send } = useSending({}, explain);
  useEffect(() => {
    if (answer) done.current?.focus();
  }, [answer]);
  const confirm = () =>
    send(async () => {
      setAnswer(await confirmEmail(token));
      return "done";
    });
  if (answer) {
    return (
      <div ref={done} tabIndex={-1} role="status">
        <Note tone="good">
          <h2>{answer.changed ? t.changedTitle : t.confirmedTitle}</h2>
          <p>{answer.changed ? t.changed : t.confirmed}</p>
          <a href="/account/settings/">{t.toSettings}</a>
        </Note>
      </div>
    );
  }
  return (
    <>
      <ErrorSummary faults={faults} requestId={requestId} />
      <Note>
        <h2>{t.confirmTitle}</h2>
        <p>{t.confirmText}</p>
        <Button kind="primary" onClick={confirm} aria-disabled={busy}>
          {busy ? t.confirming : t.confirm}
        </Button>
      </Note>
    </>
  );
}

/** A link that was used, that is past its time or that never was is told alike. */
function explain(problem: ProblemError) {
  return problem.status === 409 || problem.status === 404 ? [{ field: null, text: t.confirmRefused }] : undefined;
}
