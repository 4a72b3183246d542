/** The step of staff after the mail: show a passkey, or register the first one where one is required. */
import { signInByPasskey } from "../../api/passkeys.ts";
import type { HalfwaySession, Session } from "../../api/session.ts";
import { Button } from "../../components/Button.tsx";
import { ErrorSummary } from "../../components/ErrorSummary.tsx";
import { RegisterPasskey } from "../../components/RegisterPasskey.tsx";
import { SignOut } from "../../components/SignOut.tsx";
import { usePasskey } from "../../components/usePasskey.ts";
import { passkeys as t } from "../../text/en.ts";

interface Props {
  session: HalfwaySession;
  arrive: (session: Session) => void;
}

export function SecondStep({ session, arrive }: Props) {
  const first = session.second_step === "register";
  return (
    <>
      <div role="status">
        <h2>{first ? t.firstTitle : t.stepTitle}</h2>
        <p>{first ? t.firstText(session.email) : t.stepText(session.email)}</p>
      </div>
      <p class="small soft">{t.what}</p>
      {first ? <RegisterPasskey done={arrive} /> : <Show arrive={arrive} />}
      <p class="beneath">
        <SignOut />
      </p>
    </>
  );
}

function Show({ arrive }: Pick<Props, "arrive">) {
  const { busy, faults, requestId, send } = usePasskey();
  const show = () =>
    send(async () => {
      arrive(await signInByPasskey());
      return "keep";
    });
  return (
    <>
      <ErrorSummary faults={faults} requestId={requestId} />
      <div class="actions">
        <Button kind="primary" onClick={show} aria-disabled={busy}>
          {busy ? t.showing : t.show}
        </Button>
      </div>
      <p class="small">{t.lost}</p>
    </>
  );
}
