/** How a quote stands, in one word; buyers and staff are told it in words of their own. */
import type { DeskQuoteView } from "../api/deskQuotes.ts";
import { Badge, type Tone } from "./Small.tsx";

type State = DeskQuoteView["state"];

const TONES: Record<State, Tone> = {
  draft: "info",
  issued: "info",
  accepted: "good",
  ordered: "good",
  replaced: "warn",
  declined: "warn",
  expired: "warn",
  revoked: "fault",
};

export function QuoteBadge<S extends State>({ state, words }: { state: S; words: Record<S, string> }) {
  return <Badge tone={TONES[state]}>{words[state]}</Badge>;
}
