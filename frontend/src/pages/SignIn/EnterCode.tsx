/** The second step: the code of the mail, in one field that takes it pasted. */
import { useEffect, useState } from "preact/hooks";
import type { ProblemError } from "../../api/request.ts";
import { askForMail, type Session, signInByCode } from "../../api/session.ts";
import { Button } from "../../components/Button.tsx";
import { ErrorSummary } from "../../components/ErrorSummary.tsx";
import { TextField } from "../../components/Field.tsx";
import { Note } from "../../components/Small.tsx";
import { useSending } from "../../components/useSending.ts";
import { formatMoment } from "../../lib/dates.ts";
import { type Asked, CODE_DIGITS, codeDigits } from "../../state/signIn.ts";
import { signIn as t } from "../../text/en.ts";

const CODE = "code";

interface Props {
  asked: Asked;
  /** True where the mails can be read on a page of the demo. */
  demo: boolean;
  ask: (asked: Asked) => void;
  restart: () => void;
  arrive: (session: Session) => void;
}

export function EnterCode({ asked, demo, ask, restart, arrive }: Props) {
  const [code, setCode] = useState("");
  const [news, setNews] = useState("");
  const { busy, faults, requestId, faultOf, refuse, send } = useSending({ code: CODE }, explain);
  useEffect(() => document.getElementById(CODE)?.focus(), []);

  const submit = (event: Event) => {
    event.preventDefault();
    setNews("");
    if (code.length !== CODE_DIGITS) return refuse([{ field: CODE, text: t.needCode }]);
    return send(async () => {
      arrive(await signInByCode(asked.email, code));
      return "keep";
    });
  };
  const again = () =>
    send(async () => {
      setNews("");
      const { expires_at } = await askForMail(asked.email);
      ask({ email: asked.email, expiresAt: expires_at });
      setNews(t.askedAgain);
      return "done";
    });

  return (
    <form noValidate onSubmit={submit}>
      <div role="status">
        <Note>
          <h2>{t.sentTitle}</h2>
          <p>
            {t.sent(asked.email)} {t.valid(formatMoment(asked.expiresAt))}
          </p>
          {demo && (
            <p>
              {t.demo} <a href="/dev/mail">{t.demoLink}</a>.
            </p>
          )}
          {news && <p>{news}</p>}
        </Note>
      </div>
      <ErrorSummary faults={faults} requestId={requestId} />
      <TextField
        id={CODE}
        name={CODE}
        label={t.code}
        fault={faultOf(CODE)}
        class="short"
        inputMode="numeric"
        autocomplete="one-time-code"
        value={code}
        onInput={({ currentTarget }) => setCode(codeDigits(currentTarget.value))}
      />
      <div class="actions">
        <Button kind="primary" type="submit" aria-disabled={busy}>
          {busy ? t.signingIn : t.signIn}
        </Button>
        <Button kind="quiet" onClick={again}>
          {t.again}
        </Button>
        <Button kind="quiet" onClick={restart}>
          {t.other}
        </Button>
      </div>
    </form>
  );
}

/** A wrong, a used and a late code are told alike, so that nobody can search for one. */
function explain(problem: ProblemError) {
  return problem.type === "sign-in-refused" ? [{ field: CODE, text: t.codeRefused }] : undefined;
}
