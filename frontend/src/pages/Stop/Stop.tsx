/** Stopping the reminders that a mail's link names: by a click, for programs open links as well. */
import { useEffect, useRef, useState } from "preact/hooks";
import { readStopLink, stopReminders } from "../../api/account.ts";
import type { ProblemError } from "../../api/request.ts";
import { Button } from "../../components/Button.tsx";
import { ErrorSummary } from "../../components/ErrorSummary.tsx";
import { LookedUp } from "../../components/Failed.tsx";
import { Note } from "../../components/Small.tsx";
import { useLoaded } from "../../components/useLoaded.ts";
import { useSending } from "../../components/useSending.ts";
import { stop as t } from "../../text/en.ts";

const SETTINGS = "/account/settings/";

export function Stop({ search }: { search: string }) {
  const key = new URLSearchParams(search).get("key");
  return key ? <Asking linkKey={key} /> : <Told tone="warn" title={t.noKeyTitle} text={t.noKey} />;
}

/** What the link stops is told before the click, and a changed key at once. */
function Asking({ linkKey }: { linkKey: string }) {
  const { value, problem, again } = useLoaded((signal) => readStopLink(linkKey, signal));
  if (problem && refuses(problem)) return <Told tone="warn" title={t.refusedTitle} text={t.refused} />;
  if (!value) return <LookedUp problem={problem} loading={t.asking} words={t.failed} again={again} />;
  return <Stopping linkKey={linkKey} name={value.name} company={value.company} />;
}

function Stopping({ linkKey, name, company }: { linkKey: string; name: string; company: string }) {
  const [stopped, setStopped] = useState("");
  const done = useRef<HTMLDivElement>(null);
  const { busy, faults, requestId, send } = useSending({}, explain);
  useEffect(() => {
    if (stopped) done.current?.focus();
  }, [stopped]);
  if (stopped) {
    return (
      <div ref={done} tabIndex={-1} role="status">
        <Told tone="good" title={t.stoppedTitle} text={t.stopped(stopped)} />
      </div>
    );
  }
  const stop = () =>
    send(async () => {
      setStopped(await stopReminders(linkKey));
      return "done";
    });
  return (
    <>
      <ErrorSummary faults={faults} requestId={requestId} />
      <p>
        {t.what(name, company)} {t.lead}
      </p>
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

const refuses = ({ status }: ProblemError): boolean => status >= 400 && status < 500 && status !== 429;

/** A key that was changed or that names nobody any more is told alike. */
function explain(problem: ProblemError) {
  return refuses(problem) ? [{ field: null, text: t.refused }] : undefined;
}
