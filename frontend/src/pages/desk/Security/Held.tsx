/** The way back for whoever has lost a passkey: an admin removes it, and says why. */
import { useState } from "preact/hooks";
import { type HeldPasskey, removeLostPasskey } from "../../../api/passkeys.ts";
import { Button } from "../../../components/Button.tsx";
import { ErrorSummary } from "../../../components/ErrorSummary.tsx";
import { TextField } from "../../../components/Field.tsx";
import { useSending } from "../../../components/useSending.ts";
import { formatMoment } from "../../../lib/dates.ts";
import { passkeys as t } from "../../../text/en.ts";

interface Props {
  held: HeldPasskey[];
  put: (held: HeldPasskey[]) => void;
}

export function Held({ held, put }: Props) {
  const [removing, setRemoving] = useState<string | null>(null);
  const [news, setNews] = useState("");
  const done = (left: HeldPasskey[], name: string) => {
    put(left);
    setRemoving(null);
    setNews(t.removed(name));
  };
  return (
    <section aria-labelledby="held-title">
      <h2 id="held-title">{t.heldTitle}</h2>
      <p>{t.heldText}</p>
      <p role="status">{news}</p>
      {held.length === 0 && <p>{t.heldNone}</p>}
      <ul class="rows">
        {held.map((each) => (
          <li key={each.id}>
            <div>
              <strong>{each.staff}</strong>: {each.name}
              <div class="small">{t.facts(formatMoment(each.created_at), each.used_at && formatMoment(each.used_at))}</div>
            </div>
            {removing === each.id ? (
              <Remove passkey={each} done={(left) => done(left, each.name)} cancel={() => setRemoving(null)} />
            ) : (
              <p class="screen">
                <Button kind="quiet" aria-label={t.heldOf(each.staff, each.name)} onClick={() => setRemoving(each.id)}>
                  {t.remove}
                </Button>
              </p>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

interface RemoveProps {
  passkey: HeldPasskey;
  done: (left: HeldPasskey[]) => void;
  cancel: () => void;
}

function Remove({ passkey: { id }, done, cancel }: RemoveProps) {
  const field = `reason-${id}`;
  const [reason, setReason] = useState("");
  const { busy, faults, requestId, faultOf, refuse, send } = useSending({ reason: field });
  const submit = (event: Event) => {
    event.preventDefault();
    if (!/[\p{L}\p{N}]/u.test(reason)) return refuse([{ field, text: t.needReason }]);
    return send(async () => {
      done(await removeLostPasskey(id, reason.trim()));
      return "done";
    });
  };
  return (
    <form noValidate class="within" onSubmit={submit}>
      <ErrorSummary faults={faults} requestId={requestId} />
      <TextField
        id={field}
        label={t.reason}
        hint={t.reasonHint}
        fault={faultOf(field)}
        autocomplete="off"
        maxLength={500}
        value={reason}
        onInput={({ currentTarget }) => setReason(currentTarget.value)}
      />
      <div class="actions">
        <Button type="submit" aria-disabled={busy}>
          {t.removeYes}
        </Button>
        <Button onClick={cancel}>{t.removeNo}</Button>
      </div>
    </form>
  );
}
