/** The consent to end a running term early, to the day (R2). */
import type { ComponentChildren } from "preact";
import { type Answer, daysGivenUp } from "../api/pricing.ts";
import { cardsOf, control, type Selection } from "../state/selection.ts";
import { buying as t } from "../text/en.ts";
import type { FieldFault } from "./ErrorSummary.tsx";
import { Choice } from "./Field.tsx";

/** A checkbox to be ticked before going on, with its fault above it. */
export function Consent({ fault, children }: { fault: string | undefined; children: ComponentChildren }) {
  return (
    <div class={fault ? "consent faulty" : "consent"}>
      {fault && <span class="fault">{fault}</span>}
      {children}
    </div>
  );
}

interface Props {
  id: string;
  days: number;
  checked: boolean;
  fault: string | undefined;
  agree: (agreed: boolean) => void;
}

export function GiveUp({ id, days, checked, fault, agree }: Props) {
  return (
    <Consent fault={fault}>
      <Choice id={id} label={t.giveUp(days)} checked={checked} onChange={({ currentTarget }) => agree(currentTarget.checked)} />
    </Consent>
  );
}

/** The extensions whose start gives up days that the buyer has not agreed to. */
export function unconfirmed(selection: Selection, answer: Answer): FieldFault[] {
  return cardsOf(selection, "extension").flatMap((card) => {
    const days = daysGivenUp(answer, card.key);
    return days > 0 && card.confirmed !== days ? [{ field: control(card.key, "confirmed_days_given_up"), text: t.mustGiveUp(days) }] : [];
  });
}
