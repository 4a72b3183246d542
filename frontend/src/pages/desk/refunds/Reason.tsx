/** Why something is done by hand: asked everywhere in the same words. */
import { useState } from "preact/hooks";
import type { FieldFault } from "../../../components/ErrorSummary.tsx";
import { TextField } from "../../../components/Field.tsx";
import { deskMoney as t } from "../../../text/en.ts";

const LONGEST = 500;

export interface Reason {
  id: string;
  /** As it is sent. */
  text: string;
  typed: string;
  type: (text: string) => void;
  check: () => FieldFault[];
}

export function useReason(id: string): Reason {
  const [typed, type] = useState("");
  const text = typed.trim();
  return { id, text, typed, type, check: () => (text ? [] : [{ field: id, text: t.needReason }]) };
}

export function ReasonField({ reason, fault, hint = t.reasonHint }: { reason: Reason; fault: string | undefined; hint?: string }) {
  return (
    <TextField
      id={reason.id}
      label={t.reason}
      hint={hint}
      maxLength={LONGEST}
      autocomplete="off"
      value={reason.typed}
      fault={fault}
      onInput={({ currentTarget }) => reason.type(currentTarget.value)}
    />
  );
}
