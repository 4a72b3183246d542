/** How a term stands, in one word. */
import type { TermState } from "../api/installations.ts";
import { timeline as t } from "../text/en.ts";
import { Badge, type Tone } from "./Small.tsx";

const TONES: Record<TermState, Tone> = {
  active: "good",
  queued: "info",
  suspended: "fault",
  grace: "warn",
  lapsed: "fault",
  ended: "warn",
  closed_by_upgrade: "info",
  closed_by_start_today: "info",
  revoked: "fault",
};

export function CoverBadge({ state }: { state: TermState }) {
  return <Badge tone={TONES[state]}>{t.stateWord[state]}</Badge>;
}
