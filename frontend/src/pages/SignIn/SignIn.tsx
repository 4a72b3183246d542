/** Signing in: an address, then the code of its mail; or the link of the mail, which still asks for a click. */
import { useEffect, useState } from "preact/hooks";
import { ProblemError } from "../../api/request.ts";
import { type ContactSession, readSession, type Session } from "../../api/session.ts";
import { ButtonLink } from "../../components/Button.tsx";
import { SignOut, StaffNote } from "../../components/Signed.tsx";
import { Note } from "../../components/Small.tsx";
import { type Asked, forget, keepAsked, keepNext, readStart, restoreNext, type Start } from "../../state/signIn.ts";
import { signIn as t } from "../../text/en.ts";
import { AskMail } from "./AskMail.tsx";
import { EnterCode } from "./EnterCode.tsx";
import { UseLink } from "./UseLink.tsx";

interface Props {
  search: string;
  /** A mail that was asked for in this tab before. */
  asked: Asked | null;
}

export function SignIn({ search, asked: before }: Props) {
  const [start] = useState(() => readStart(search));
  const [asked, setAsked] = useState(before);
  const [session, setSession] = useState<Session | null>(null);
  useEffect(() => lookForSession(setSession), []);

  const ask = (next: Asked) => {
    setAsked(next);
    keepAsked(next);
    keepNext(start.next);
  };
  const restart = () => {
    setAsked(null);
    forget();
  };
  const arrive = (arrived: Session) => {
    const next = restoreNext(start.next);
    forget();
    if (arrived.kind === "contact") return location.replace(next);
    // The key in the address is used up.
    history.replaceState(null, "", location.pathname);
    setSession(arrived);
  };

  if (session?.kind === "staff") return <StaffNote session={session} />;
  if (session?.kind === "contact" && !start.token) return <Known session={session} start={start} />;
  if (asked) return <EnterCode asked={asked} demo={session?.demo ?? false} ask={ask} restart={restart} arrive={arrive} />;
  if (start.token) return <UseLink token={start.token} ask={ask} arrive={arrive} />;
  return <AskMail kind="primary" ask={ask} />;
}

/** Who is signed in already is told so; until that is known, and where it cannot be, the form is there. */
function lookForSession(found: (session: Session) => void): () => void {
  const controller = new AbortController();
  readSession(controller.signal).then(found, (error: unknown) => {
    if (!controller.signal.aborted && !(error instanceof ProblemError)) throw error;
  });
  return () => controller.abort();
}

function Known({ session, start }: { session: ContactSession; start: Start }) {
  return (
    <Note>
      <h2>{t.knownTitle(session.name)}</h2>
      <p>{session.email}</p>
      <div class="actions">
        <ButtonLink kind="primary" href={restoreNext(start.next)}>
          {start.next ? t.goOn : t.toAccount}
        </ButtonLink>
        <SignOut />
      </div>
    </Note>
  );
}
