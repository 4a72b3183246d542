/** Sending what a passkey answers: what a browser says instead stands where every other fault does. */
import { PasskeyFailed } from "../lib/passkeys.ts";
import { passkeys as t } from "../text/en.ts";
import { type Sending, useSending } from "./useSending.ts";

export function usePasskey(fields: Record<string, string> = {}): Sending {
  const sending = useSending(fields);
  const { refuse, send } = sending;
  return {
    ...sending,
    send: (work) =>
      send(async () => {
        try {
          return await work();
        } catch (error) {
          if (!(error instanceof PasskeyFailed)) throw error;
          refuse([{ field: null, text: t.failures[error.failure] }]);
          return "done";
        }
      }),
  };
}
