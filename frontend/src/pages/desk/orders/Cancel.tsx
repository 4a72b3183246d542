/** Cancelling an unpaid order by the hand of staff, folded away until it is wanted. */
import { useState } from "preact/hooks";
import { cancelAsStaff, type DeskOrder } from "../../../api/deskFiles.ts";
import { Button } from "../../../components/Button.tsx";
import { ErrorSummary } from "../../../components/ErrorSummary.tsx";
import { TextField } from "../../../components/Field.tsx";
import { useSending } from "../../../components/useSending.ts";
import { deskOrder as t } from "../../../text/en.ts";

const REASON = "cancel-reason";

interface Props {
  number: string;
  done: (found: DeskOrder) => void;
}

export function Cancel({ number, done }: Props) {
  const [reason, setReason] = useState("");
  const { busy, faults, requestId, faultOf, refuse, send } = useSending({ reason: REASON });
  const cancel = (event: Event) => {
    event.preventDefault();
    if (!reason.trim()) return refuse([{ field: REASON, text: t.needReason }]);
    return send(async () => {
      done(await cancelAsStaff(number, reason.trim()));
      return "done";
    });
  };
  return (
    <details class="screen panel">
      <summary>{t.cancelTitle}</summary>
      <p>{t.cancelText}</p>
      <ErrorSummary faults={faults} requestId={requestId} />
      <form noValidate onSubmit={cancel}>
        <TextField
          id={REASON}
          label={t.reason}
          hint={t.cancelHint}
          maxLength={500}
          value={reason}
          fault={faultOf(REASON)}
          onInput={({ currentTarget }) => setReason(currentTarget.value)}
        />
        <Button type="submit" aria-disabled={busy}>
          {busy ? t.acting : t.cancel}
        </Button>
      </form>
    </details>
  );
}
