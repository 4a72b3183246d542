/** How a quote stands, in one word. */
import type { DeskQuoteView } from "../../../api/deskQuotes.ts";
import { Badge, type Tone } from "../../../components/Small.tsx";
import { deskQuotes as t } from "../../../text/en.ts";

const TONES: Record<DeskQuoteView["state"], Tone> = {
  draft: "info",
  issued: "info",
  accepted: "good",
  ordered: "good",
  replaced: "warn",
  declined: "warn",
  expired: "warn",
  revoked: "fault",
};

export function QuoteBadge({ state }: { state: DeskQuoteView["state"] }) {
  return <Badge tone={TONES[state]}>{t.stateWord[state]}</Badge>;
}
