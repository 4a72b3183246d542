/** A contact's own settings: address, reminders, and where they are signed in. */
import { type EmailChange, type OpenSession, readEmailChange, readReminders, readSessions, type ReminderKind } from "../../api/account.ts";
import { Signed } from "../../components/Signed.tsx";
import { ChangeEmail } from "./ChangeEmail.tsx";
import { ConfirmEmail } from "./ConfirmEmail.tsx";
import { Reminders } from "./Reminders.tsx";
import { Sessions } from "./Sessions.tsx";

interface Loaded {
  pending: EmailChange | null;
  kinds: ReminderKind[];
  sessions: OpenSession[];
}

async function load(signal: AbortSignal): Promise<Loaded> {
  const [pending, kinds, sessions] = await Promise.all([readEmailChange(signal), readReminders(signal), readSessions(signal)]);
  return { pending, kinds, sessions };
}

export function Settings({ search }: { search: string }) {
  const token = new URLSearchParams(search).get("confirm");
  // Also for somebody who is not signed in: the mail to the new address may be opened anywhere.
  if (token) return <ConfirmEmail token={token} />;
  return (
    <Signed here="settings" needs="see_cover" load={load}>
      {(loaded, session, { put }) => (
        <>
          <ChangeEmail session={session} pending={loaded.pending} put={(pending) => put({ ...loaded, pending })} />
          <Reminders kinds={loaded.kinds} put={(kinds) => put({ ...loaded, kinds })} />
          <Sessions sessions={loaded.sessions} put={(sessions) => put({ ...loaded, sessions })} />
        </>
      )}
    </Signed>
  );
}
