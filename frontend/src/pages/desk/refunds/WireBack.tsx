/** A wire back to a buyer: that it was sent, or that it failed. */
import { useState } from "preact/hooks";
import { confirmSent, wireReturned } from "../../../api/deskMoney.ts";
import { Confirm } from "../../../components/Confirm.tsx";
import { TextField } from "../../../components/Field.tsx";
import { deskMoney as t } from "../../../text/en.ts";
import { ReasonField, useReason } from "./Reason.tsx";

interface Props {
  /** The refund's id. */
  id: string;
  done: () => Promise<void>;
}

export function ConfirmWire({ id, done }: Props) {
  const [day, setDay] = useState("");
  const [reference, setReference] = useState("");
  const dayField = `sent-on-${id}`;
  const referenceField = `bank-reference-${id}`;
  const check = () => [
    ...(day ? [] : [{ field: dayField, text: t.needDay }]),
    ...(reference.trim() ? [] : [{ field: referenceField, text: t.needReference }]),
  ];
  const act = async () => {
    await confirmSent(id, day, reference.trim());
    await done();
  };
  return (
    <Confirm id={`confirm-${id}`} kind="secondary" words={t.confirmWire} fields={{ sent_on: dayField, bank_reference: referenceField }} check={check} act={act}>
      {(faultOf) => (
        <>
          <TextField
            id={dayField}
            label={t.sentOn}
            type="date"
            class="day"
            value={day}
            fault={faultOf(dayField)}
            onInput={({ currentTarget }) => setDay(currentTarget.value)}
          />
          <TextField
            id={referenceField}
            label={t.bankReference}
            autocomplete="off"
            maxLength={140}
            value={reference}
            fault={faultOf(referenceField)}
            onInput={({ currentTarget }) => setReference(currentTarget.value)}
          />
        </>
      )}
    </Confirm>
  );
}

export function WireFailed({ id, done }: Props) {
  const field = `failed-reason-${id}`;
  const reason = useReason(field);
  const act = async () => {
    await wireReturned(id, reason.text);
    await done();
  };
  return (
    <Confirm id={`failed-${id}`} words={t.wireFailed} fields={{ reason: field }} check={reason.check} act={act}>
      {(faultOf) => <ReasonField reason={reason} fault={faultOf(field)} />}
    </Confirm>
  );
}
