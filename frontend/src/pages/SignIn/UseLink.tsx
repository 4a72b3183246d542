/** The link of the mail was opened: it signs in by a click, never by being looked at. */
import { useEffect, useRef, useState } from "preact/hooks";
import { ProblemError } from "../../api/request.ts";
import { type Session, signInByLink } from "../../api/session.ts";
import { Button } from "../../components/Button.tsx";
import { ErrorSummary } from "../../components/ErrorSummary.tsx";
import { Note } from "../../components/Small.tsx";
import { useSending } from "../../components/useSending.ts";
import type { Asked } from "../../state/signIn.ts";
import { signIn as t } from "../../text/en.ts";
import { AskMail } from "./AskMail.tsx";

type Refusal = "sign-in-refused" | "other-browser";

const REFUSALS: Record<Refusal, { title: string; text: string }> = {
  "sign-in-refused": { title: t.linkRefusedTitle, text: t.linkRefused },
  "other-browser": { title: t.otherBrowserTitle, text: t.otherBrowser },
};

interface Props {
  token: string;
  /** The mail this tab asked for, whose address need not be typed again. */
  asked: Asked | null;
  ask: (asked: Asked) => void;
  arrive: (session: Session) => void;
}

export function UseLink({ token, asked, ask, arrive }: Props) {
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const { busy, faults, requestId, send } = useSending();
  const follow = () =>
    send(async () => {
      try {
        arrive(await signInByLink(token));
        return "keep";
      } catch (error) {
        if (!(error instanceof ProblemError) || !(error.type in REFUSALS)) throw error;
        setRefusal(error.type as Refusal);
        return "done";
      }
    });
  if (refusal) return <Refused refusal={refusal} asked={asked} ask={ask} />;
  return (
    <>
      <ErrorSummary faults={faults} requestId={requestId} />
      <Note>
        <h2>{t.linkTitle}</h2>
        <p>{t.linkText}</p>
        <Button kind="primary" onClick={follow} aria-disabled={busy}>
          {busy ? t.signingIn : t.signIn}
        </Button>
      </Note>
    </>
  );
}

/** The link will never work here: why, and what does. */
function Refused({ refusal, asked, ask }: { refusal: Refusal } & Pick<Props, "asked" | "ask">) {
  const told = useRef<HTMLDivElement>(null);
  useEffect(() => told.current?.focus(), []);
  const { title, text } = REFUSALS[refusal];
  return (
    <>
      <div ref={told} tabIndex={-1} role="alert">
        <Note tone="warn">
          <h2>{title}</h2>
          <p>{text}</p>
        </Note>
      </div>
      <AskMail kind="secondary" email={asked?.email} ask={ask} />
    </>
  );
}
