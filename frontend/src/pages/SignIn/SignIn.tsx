/** Signing in: an address, then the code of its mail; or the link of the mail, which still asks for a click. */
import { useEffect, useState } from "preact/hooks";
import { ProblemError } from "../../api/request.ts";
import { type ContactSession, type HalfwaySession, readSession, type Session } from "../../api/session.ts";
import { ButtonLink } from "../../components/Button.tsx";
import { StaffNote } from "../../components/Signed.tsx";
import { SignOut } from "../../components/SignOut.tsx";
import { Note } from "../../components/Small.tsx";
import { type Asked, deskWay, forget, keepAsked, keepNext, readStart, restoreNext, type Start, stepOf } from "../../state/signIn.ts";
import { signIn as t } from "../../text/en.ts";
import { AskMail } from "./AskMail.tsx";
import { EnterCode } from "./EnterCode.tsx";
import { SecondStep } from "./SecondStep.tsx";
import { UseLink } from "./UseLink.tsx";

interface Props {
  search: string;
  /** A mail that was asked for in this tab before. */
  asked: Asked | null;
}

export function SignIn({ search, asked: before }: Props) {
  const [start] = useState(() => readStart(search));
  const [token, setToken] = useState(start.token);
  const [asked, setAsked] = useState(before);
  const [session, setSession] = useState<Session | null>(null);
  // Whoever has signed in meanwhile is not replaced by who was before.
  useEffect(() => lookForSession((found) => setSession((arrived) => arrived ?? found)), []);

  const ask = (next: Asked) => {
    setAsked(next);
    keepAsked(next);
    // A mail's link does not know where one wanted to go: what was kept before it holds on.
    if (!start.token) keepNext(start.next);
    dropToken();
  };
  /** The key in the address is used up: a reload must not try it again. */
  const dropToken = () => {
    setToken(null);
    history.replaceState(null, "", location.pathname);
  };
  const restart = () => {
    setAsked(null);
    forget();
  };
  const arrive = (arrived: Session) => {
    const next = restoreNext(start.next);
    forget();
    if (isHalfway(arrived)) {
      dropToken();
      keepNext(next);
      return setSession(arrived);
    }
    return location.replace(arrived.kind === "staff" ? deskWay(next) : next);
  };

  if (isHalfway(session)) return <SecondStep session={session} arrive={arrive} />;
  if (session?.kind === "staff") return <StaffNote session={session} />;
  if (session?.kind === "contact" && !token) return <Known session={session} start={start} />;
  const step = stepOf(token, asked);
  if (token && step === "link") return <UseLink token={token} asked={asked} ask={ask} arrive={arrive} />;
  if (asked && step === "code") {
    return <EnterCode asked={asked} demo={session?.demo ?? false} ask={ask} restart={restart} arrive={arrive} />;
  }
  return (
    <>
      {start.signedOut && <SignedOut />}
      <AskMail kind="primary" ask={ask} />
    </>
  );
}

function isHalfway(session: Session | null): session is HalfwaySession {
  return session?.kind === "staff" && session.second_step !== null;
}

function SignedOut() {
  return (
    <div role="status">
      <Note tone="good">
        <p>{t.signedOut}</p>
      </Note>
    </div>
  );
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
