/** A contact's own settings: address, reminders, and where they are signed in. */
import { type OpenSession, readReminders, readSessions, type ReminderKind } from "../../api/account.ts";
import { Signed } from "../../components/Signed.tsx";
import { ChangeEmail } from "./ChangeEmail.tsx";
import { ConfirmEmail } from "./ConfirmEmail.tsx";
import { Reminders } from "./Reminders.tsx";
import { Sessions } from "./Sessions.tsx";

type Loaded = [ReminderKind[], OpenSession[]];

const load = (signal: AbortSignal): Promise<Loaded> => Promise.all([readReminders(signal), readSessions(signal)]);

export function Settings({ search }: { search: string }) {
  const token = new URLSearchParams(search).get("confirm");
  // Also for somebody who is not signed in: the mail to the new address may be opened anywhere.
  if (token) return <ConfirmEmail token={token} />;
  return (
    <Signed here="settings" needs="see_cover" load={load}>
      {([kinds, sessions], session, { put }) => (
        <>
          <ChangeEmail session={session} />
          <Reminders kinds={kinds} put={(next) => put([next, sessions])} />
          <Sessions sessions={sessions} put={(next) => put([kinds, next])} />
        </>
      )}
    </Signed>
  );
}
