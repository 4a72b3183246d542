/** Ending the session of this browser. */
import { endSession } from "../api/session.ts";
import { signed as t } from "../text/en.ts";
import { Button } from "./Button.tsx";
import { useSending } from "./useSending.ts";

export function SignOut() {
  const { busy, faults, send } = useSending();
  const leave = () =>
    send(async () => {
      await endSession(false);
      location.assign("/");
      return "keep";
    });
  return (
    <span>
      <Button kind="quiet" onClick={leave} aria-disabled={busy}>
        {t.signOut}
      </Button>{" "}
      <span role="alert">{faults.map(({ text }) => text)}</span>
    </span>
  );
}
