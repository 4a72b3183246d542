/** What sellers do with a quote that was issued: send, extend, revise, duplicate, withdraw. */
import { useState } from "preact/hooks";
import { type DeskQuoteView, duplicateQuote, extendValidity, reviseQuote, revokeQuote, sendQuote } from "../../../api/deskQuotes.ts";
import { Confirm } from "../../../components/Confirm.tsx";
import { TextField } from "../../../components/Field.tsx";
import { TextArea } from "../../../components/TextArea.tsx";
import { formatMoment } from "../../../lib/dates.ts";
import { isMailAddress } from "../../../lib/mail.ts";
import { deskQuotes as t } from "../../../text/en.ts";

interface Props {
  quote: DeskQuoteView;
  put: (quote: DeskQuoteView) => void;
}

/** States in which a new revision may be begun. */
const REVISABLE: ReadonlySet<string> = new Set(["issued", "declined", "expired", "revoked"]);
const LONGEST_REASON = 500;

export function Acts({ quote, put }: Props) {
  const { id, state, replaced_by } = quote;
  const open = state === "issued";
  // The draft that comes of it has an address of its own.
  const goTo = async (draft: Promise<DeskQuoteView>) => location.assign(`/desk/quotes/${(await draft).id}/`);
  return (
    <section aria-labelledby="acts-title">
      <h2 id="acts-title">{t.actsTitle}</h2>
      {open && <Send quote={quote} put={put} />}
      {REVISABLE.has(state) && !replaced_by && <Confirm id="revise" kind="secondary" words={t.revise} act={() => goTo(reviseQuote(id))} />}
      {open && <Extend quote={quote} put={put} />}
      <Confirm id="duplicate" words={t.duplicate} act={() => goTo(duplicateQuote(id))} />
      {open && <Revoke quote={quote} put={put} />}
    </section>
  );
}

function Send({ quote: { id, addressee, sent_at }, put }: Props) {
  const [email, setEmail] = useState(addressee.email ?? "");
  const wrong = () => (isMailAddress(email.trim()) ? [] : [{ field: "send-email", text: t.needEmail }]);
  const other = () => (email.trim() === addressee.email ? null : email.trim());
  return (
    <>
      <p role="status">{sent_at && t.sentAt(formatMoment(sent_at))}</p>
      <Confirm id="send" kind="secondary" words={t.send} fields={{ email: "send-email" }} check={wrong} act={async () => put(await sendQuote(id, other()))}>
        {(faultOf) => (
          <TextField
            id="send-email"
            label={t.sendTo}
            type="email"
            autocomplete="off"
            maxLength={254}
            value={email}
            fault={faultOf("send-email")}
            onInput={({ currentTarget }) => setEmail(currentTarget.value)}
          />
        )}
      </Confirm>
    </>
  );
}

function Extend({ quote: { id, valid_until }, put }: Props) {
  const [day, setDay] = useState("");
  const [reason, setReason] = useState("");
  return (
    <Confirm
      id="extend"
      words={t.extend}
      fields={{ valid_until: "extend-day", reason: "extend-reason" }}
      check={() => (day > (valid_until ?? "") ? [] : [{ field: "extend-day", text: t.needDay }])}
      act={async () => put(await extendValidity(id, day, reason.trim() || null))}
    >
      {(faultOf) => (
        <>
          <TextField
            id="extend-day"
            label={t.validUntil}
            type="date"
            class="day"
            value={day}
            fault={faultOf("extend-day")}
            onInput={({ currentTarget }) => setDay(currentTarget.value)}
          />
          <TextField
            id="extend-reason"
            label={t.extendReason}
            optional
            maxLength={LONGEST_REASON}
            value={reason}
            fault={faultOf("extend-reason")}
            onInput={({ currentTarget }) => setReason(currentTarget.value)}
          />
        </>
      )}
    </Confirm>
  );
}

function Revoke({ quote: { id }, put }: Props) {
  const [reason, setReason] = useState("");
  return (
    <Confirm
      id="revoke"
      words={t.revoke}
      fields={{ reason: "revoke-reason" }}
      check={() => (reason.trim() ? [] : [{ field: "revoke-reason", text: t.needReason }])}
      act={async () => put(await revokeQuote(id, reason.trim()))}
    >
      {(faultOf) => (
        <TextArea
          id="revoke-reason"
          label={t.revokeReason}
          rows={3}
          maxLength={LONGEST_REASON}
          value={reason}
          fault={faultOf("revoke-reason")}
          onInput={({ currentTarget }) => setReason(currentTarget.value)}
        />
      )}
    </Confirm>
  );
}
