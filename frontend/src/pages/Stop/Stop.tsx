/** Stopping the reminders that a mail's link names: by a click, for programs open links as well. */
import { useEffect, useRef, useState } from "preact/hooks";
import { stopReminders } from "../../api/account.ts";
import type { ProblemError } from "../../api/request.ts";
import { Button } from "../../components/Button.tsx";
import { ErrorSummary } from "../../components/ErrorSummary.tsx";
import { Note } from "../../components/Small.tsx";
import { useSending } from "../../components/useSending.ts";
import { stop as t } from "../../text/en.ts";

const SETTINGS = "/account/settings/";

export function Stop({ search }: { search: string }) {
  const key = new URLSearchParams(search).get("key");
  const [stopped, setStopped] = useState("");
  const done = useRef<HTMLDivElement>(null);
  const { busy, faults, requestId, send } = useSending({}, explain);
  useEffect(() => {
    if (stopped) done.current?.focus();
  }, [stopped]);
  if (!key) return <Told tone="warn" title={t.noKeyTitle} text={t.noKey} />;
  if (stopped) {
    return (
      <div ref={done} tabIndex={-1} role="status">
        <Told tone="good" title={t.stoppedTitle} text={t.stopped(stopped)} />
      </div>
    );
  }
  const stop = () =>
    send(async () => {
      setStopped(await stopReminders(key));
      return "done";
    });
  return (
    <>
      <ErrorSummary faults={faults} requestId={requestId} />
      <p>{t.lead}</p>
      <Button kind="primary" onClick={stop} aria-disabled={busy}>
        {busy ? t.stopping : t.stop}
      </Button>
    </>
  );
}

function Told({ tone, title, text }: { tone: "warn" | "good"; title: string; text: string }) {
  return (
    <Note tone={tone}>
      <h2>{title}</h2>
      <p>{text}</p>
      <a href={SETTINGS}>{t.settings}</a>
    </Note>
  );
}

/** A key that was changed or that names nobody any more is told alike. */
function explain(problem: ProblemError) {
  return problem.status >= 400 && problem.status < 500 && problem.status !== 429 ? [{ field: null, text: t.refused }] : undefined;
}
