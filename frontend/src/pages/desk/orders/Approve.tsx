/** Checking what a guest stated: approve it, correct its last covered days, or reject it; each with a reason. */
import { useState } from "preact/hooks";
import { approveOrder, type DeskOrder, rejectOrder } from "../../../api/deskFiles.ts";
import { Button } from "../../../components/Button.tsx";
import { ErrorSummary } from "../../../components/ErrorSummary.tsx";
import { TextField } from "../../../components/Field.tsx";
import { Note } from "../../../components/Small.tsx";
import { useSending } from "../../../components/useSending.ts";
import { corrections } from "../../../state/desk.ts";
import { deskOrder as t } from "../../../text/en.ts";

const REASON = "reason";
const dayOf = (line: number) => `last-day-${line}`;

interface Props {
  found: DeskOrder;
  done: (found: DeskOrder) => void;
}

export function Approve({ found, done }: Props) {
  const { order, stated } = found;
  const [reason, setReason] = useState("");
  const [days, setDays] = useState<Record<number, string>>({});
  const { busy, faults, requestId, faultOf, refuse, send } = useSending({ reason: REASON });
  const changed = corrections(stated, days);
  const act = (work: () => Promise<DeskOrder>) => {
    const missing = stated.filter(({ line }) => days[line] === "").map(({ line }) => ({ field: dayOf(line), text: t.needDay }));
    if (missing.length || !reason.trim()) return refuse([...missing, ...(reason.trim() ? [] : [{ field: REASON, text: t.needReason }])]);
    return send(async () => {
      done(await work());
      return "done";
    });
  };
  return (
    <section class="panel" aria-labelledby="approve-title">
      <h2 id="approve-title">{t.approveTitle}</h2>
      {order.reconfirmation && (
        <Note>
          <p>{t.waitsForBuyer}</p>
        </Note>
      )}
      <p>{order.overtaken ? t.overtaken : t.approveText}</p>
      <ErrorSummary faults={faults} requestId={requestId} />
      <form noValidate onSubmit={(event) => event.preventDefault()}>
        {!order.overtaken &&
          stated.map(({ line, plan_name, last_covered_day }) => (
            <TextField
              key={line}
              id={dayOf(line)}
              type="date"
              label={t.lastDay(line, plan_name)}
              value={days[line] ?? last_covered_day}
              fault={faultOf(dayOf(line))}
              onInput={({ currentTarget }) => setDays({ ...days, [line]: currentTarget.value })}
            />
          ))}
        <TextField
          id={REASON}
          label={t.reason}
          hint={t.reasonHint}
          maxLength={500}
          value={reason}
          fault={faultOf(REASON)}
          onInput={({ currentTarget }) => setReason(currentTarget.value)}
        />
        <div class="actions">
          {!order.overtaken && (
            <Button kind="primary" aria-disabled={busy} onClick={() => act(() => approveOrder(order.number, reason.trim(), changed))}>
              {busy ? t.acting : changed.length > 0 ? t.correct : t.approve}
            </Button>
          )}
          <Button aria-disabled={busy} onClick={() => act(() => rejectOrder(order.number, reason.trim()))}>
            {t.reject}
          </Button>
        </div>
      </form>
    </section>
  );
}
