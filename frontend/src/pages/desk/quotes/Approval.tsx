/** Approval of a draft's discounts by a second person: asked for, given or refused. */
import { useState } from "preact/hooks";
import { type Approval, approveDiscounts, askApproval, type DeskQuoteView, refuseDiscounts } from "../../../api/deskQuotes.ts";
import type { StaffSession } from "../../../api/session.ts";
import { Button } from "../../../components/Button.tsx";
import { Confirm } from "../../../components/Confirm.tsx";
import { ErrorSummary } from "../../../components/ErrorSummary.tsx";
import { TextArea } from "../../../components/TextArea.tsx";
import { useSending } from "../../../components/useSending.ts";
import { isSameAddress } from "../../../lib/mail.ts";
import { deskQuotes as t } from "../../../text/en.ts";

interface Props {
  session: StaffSession;
  saved: DeskQuoteView;
  approval: Approval;
  clean: boolean;
  put: (view: DeskQuoteView) => void;
}

export function ApprovalOf({ saved, approval, clean, session, put }: Props) {
  const { id, version, seller, changed_by } = saved;
  const own = [seller, changed_by, approval.asked_by].some((email) => email && isSameAddress(email, session.email));
  const { state, percent, asked_by, decided_by, reason } = approval;
  const words = {
    needed: t.approval.needed(percent),
    asked: t.approval.asked(asked_by ?? ""),
    given: t.approval.given(decided_by ?? ""),
    refused: t.approval.refused(decided_by ?? "", reason ?? ""),
  };
  return (
    <section aria-labelledby="approval-title">
      <h2 id="approval-title">{t.approvalTitle}</h2>
      <p role="status">{words[state]}</p>
      {clean && (state === "needed" || state === "refused") && <Ask id={id} version={version} put={put} />}
      {state === "asked" && (own ? <p class="soft">{t.ownQuote}</p> : <Decide id={id} version={version} put={put} />)}
    </section>
  );
}

interface ActProps {
  id: string;
  version: number;
  put: (view: DeskQuoteView) => void;
}

function Ask({ id, version, put }: ActProps) {
  const { busy, faults, requestId, send } = useSending();
  const ask = () =>
    send(async () => {
      put(await askApproval(id, version));
      return "done";
    });
  return (
    <>
      <ErrorSummary faults={faults} requestId={requestId} />
      <Button onClick={ask} aria-disabled={busy}>
        {busy ? t.askingApproval : t.askApproval}
      </Button>
    </>
  );
}

function Decide({ id, version, put }: ActProps) {
  const [reason, setReason] = useState("");
  return (
    <>
      <Confirm id="approve" kind="secondary" words={t.approve} act={async () => put(await approveDiscounts(id, version))} />
      <Confirm
        id="refuse"
        words={t.refuse}
        fields={{ reason: "refuse-reason" }}
        check={() => (reason.trim() ? [] : [{ field: "refuse-reason", text: t.needReason }])}
        act={async () => put(await refuseDiscounts(id, version, reason.trim()))}
      >
        {(faultOf) => (
          <TextArea
            id="refuse-reason"
            label={t.refuseReason}
            rows={3}
            maxLength={500}
            value={reason}
            fault={faultOf("refuse-reason")}
            onInput={({ currentTarget }) => setReason(currentTarget.value)}
          />
        )}
      </Confirm>
    </>
  );
}
