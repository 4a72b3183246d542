/** A member of staff's own passkeys; for admins also those that others have lost. */
import { readHeldPasskeys, readPasskeys } from "../../../api/passkeys.ts";
import { Brought, Desk } from "../../../components/Desk.tsx";
import { Held } from "./Held.tsx";
import { Own } from "./Own.tsx";

export function Security() {
  return (
    <Desk here="security">
      {(session) => (
        <>
          <Brought load={readPasskeys}>{(own, { put }) => <Own own={own} put={put} />}</Brought>
          {session.role === "admin" && (
            <Brought load={readHeldPasskeys}>
              {(held, { put }) => <Held held={held.filter(({ staff }) => staff !== session.email)} put={put} />}
            </Brought>
          )}
        </>
      )}
    </Desk>
  );
}
