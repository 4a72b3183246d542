/** Where the contact is signed in, and ending it. */
import { useEffect, useRef, useState } from "preact/hooks";
import { endOneSession, type OpenSession } from "../../api/account.ts";
import { endSession } from "../../api/session.ts";
import { Button } from "../../components/Button.tsx";
import { ErrorSummary } from "../../components/ErrorSummary.tsx";
import { useSending } from "../../components/useSending.ts";
import { formatMoment } from "../../lib/dates.ts";
import { SIGNED_OUT } from "../../state/signIn.ts";
import { settings as t } from "../../text/en.ts";

export function Sessions({ sessions, put }: { sessions: OpenSession[]; put: (sessions: OpenSession[]) => void }) {
  const [news, setNews] = useState("");
  const title = useRef<HTMLHeadingElement>(null);
  const { busy, faults, requestId, send } = useSending();
  useEffect(() => {
    // The button that was pressed went with its session.
    if (news) title.current?.focus();
  }, [news]);

  const end = (id: string) =>
    send(async () => {
      setNews("");
      put(await endOneSession(id));
      setNews(t.ended);
      return "done";
    });
  const endAll = () =>
    send(async () => {
      await endSession(true);
      location.assign(SIGNED_OUT);
      return "keep";
    });
  return (
    <section aria-labelledby="sessions-title">
      <h2 id="sessions-title" ref={title} tabIndex={-1}>
        {t.sessionsTitle}
      </h2>
      <ErrorSummary faults={faults} requestId={requestId} />
      <p role="status" class="small soft">
        {news}
      </p>
      <ul class="rows">
        {sessions.map((each) => (
          <Row key={each.id} session={each} busy={busy} end={() => end(each.id)} />
        ))}
      </ul>
      <div class="actions">
        <Button onClick={endAll} aria-disabled={busy}>
          {t.endEverywhere}
        </Button>
      </div>
    </section>
  );
}

function Row({ session, busy, end }: { session: OpenSession; busy: boolean; end: () => void }) {
  const browser = session.browser || t.unknownBrowser;
  return (
    <li>
      <div>
        <strong>{browser}</strong> {session.current && <span class="soft">({t.thisBrowser})</span>}
        <div class="small">
          {t.seen(formatMoment(session.seen_at))}; {t.ends(formatMoment(session.ends_at))}
        </div>
      </div>
      {!session.current && (
        <p class="screen">
          <Button kind="quiet" aria-label={t.endOf(browser)} aria-disabled={busy} onClick={end}>
            {t.endThis}
          </Button>
        </p>
      )}
    </li>
  );
}
