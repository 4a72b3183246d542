/** Checking what a guest stated: approve it, correct its last covered days, or reject it; each is shown before it is done. */
import { useState } from "preact/hooks";
import { type ApprovalPreview, type DeskOrder, previewApproval, rejectOrder, type Stated } from "../../../api/deskFiles.ts";
import type { ProblemError } from "../../../api/request.ts";
import { Button } from "../../../components/Button.tsx";
import { Confirm } from "../../../components/Confirm.tsx";
import { ErrorSummary, type FieldFault } from "../../../components/ErrorSummary.tsx";
import { TextField } from "../../../components/Field.tsx";
import { Note } from "../../../components/Small.tsx";
import { useSending } from "../../../components/useSending.ts";
import { formatMoney } from "../../../lib/money.ts";
import { corrections } from "../../../state/desk.ts";
import { deskOrder as t } from "../../../text/en.ts";
import { Approving } from "./Approving.tsx";

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
  const [shown, show] = useState<ApprovalPreview | null>(null);
  const { busy, faults, requestId, faultOf, refuse, send } = useSending({ reason: REASON }, dayFaults);
  const changed = corrections(stated, days);
  const needReason = () => (reason.trim() ? [] : [{ field: REASON, text: t.needReason }]);
  const check = (event: Event) => {
    event.preventDefault();
    const missing = stated.filter(({ line }) => days[line] === "").map(({ line }) => ({ field: dayOf(line), text: t.needDay }));
    if (missing.length || needReason().length) return refuse([...missing, ...needReason()]);
    return send(async () => {
      show(await previewApproval(order.number, changed));
      return "done";
    });
  };
  if (shown) return <Approving order={order} shown={shown} reason={reason.trim()} changed={changed} back={() => show(null)} done={done} />;
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
      <form noValidate onSubmit={check}>
        {!order.overtaken &&
          stated.map((each) => (
            <div key={each.line}>
              <WhatWasStated of={each} />
              <TextField
                id={dayOf(each.line)}
                type="date"
                label={t.lastDay(each.line, each.plan_name)}
                value={days[each.line] ?? each.last_covered_day}
                fault={faultOf(dayOf(each.line))}
                onInput={({ currentTarget }) => setDays({ ...days, [each.line]: currentTarget.value })}
              />
            </div>
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
        {!order.overtaken && (
          <div class="actions">
            <Button type="submit" kind="primary" aria-disabled={busy}>
              {busy ? t.checking : t.check}
            </Button>
          </div>
        )}
      </form>
      <Confirm
        id="reject"
        kind="secondary"
        words={{ ...t.rejecting, text: toldOf(found), busy: t.acting }}
        check={needReason}
        act={async () => done(await rejectOrder(order.number, reason.trim()))}
        fields={{ reason: REASON }}
      />
    </section>
  );
}

/** What a guest wrote of one line, to be compared with the licence. */
function WhatWasStated({ of: { line, plan_name, reference, label } }: { of: Stated }) {
  return (
    <dl class="pairs">
      <dt>{t.statedLine}</dt>
      <dd>{line}</dd>
      <dt>{t.statedKey}</dt>
      <dd class="break">{reference ?? t.notStated}</dd>
      {label && (
        <>
          <dt>{t.statedLabel}</dt>
          <dd>{label}</dd>
        </>
      )}
      <dt>{t.statedPlan}</dt>
      <dd>{plan_name}</dd>
    </dl>
  );
}

/** What a rejection does: the sum, the way it goes, and what ends. */
function toldOf({ goes_back }: DeskOrder): string {
  if (!goes_back) return t.nothingGoesBack;
  return t.rejectText(formatMoney(goes_back.amount), t.rejectWay[goes_back.method] ?? "");
}

/** What is wrong with corrected days, at their fields; undefined for other refusals. */
function dayFaults({ errors }: ProblemError): FieldFault[] | undefined {
  const found = errors.flatMap(({ pointer, detail }) => {
    const position = /^\/lines\/(\d+)\//.exec(pointer)?.[1];
    return position === undefined ? [] : [{ field: dayOf(Number(position) + 1), text: `${detail} ${t.orReject}` }];
  });
  return found.length ? found : undefined;
}
