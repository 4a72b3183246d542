/** How an order stands, in one word. */
import type { OrderState } from "../api/orders.ts";
import { order as t } from "../text/en.ts";
import { Badge, type Tone } from "./Small.tsx";

const TONES: Record<OrderState, Tone> = {
  awaiting_payment: "warn",
  paid: "good",
  awaiting_approval: "info",
  fulfilled: "good",
  rejected: "fault",
  part_refunded: "info",
  refunded: "info",
  expired: "warn",
  cancelled: "warn",
};

export function OrderBadge({ state }: { state: OrderState }) {
  return <Badge tone={TONES[state]}>{t.stateWord[state]}</Badge>;
}
