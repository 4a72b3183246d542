/** How a line of a statement stands: the word, with a colour beside it. */
import type { Verdict } from "../api/statements.ts";
import { wires as t } from "../text/en.ts";
import { Badge, type Tone } from "./Small.tsx";

const TONES: Partial<Record<Verdict, Tone>> = {
  matched: "good",
  split: "good",
  over: "warn",
  short: "warn",
  late: "warn",
  early: "warn",
  already_paid: "warn",
  wrong_currency: "warn",
  unknown: "warn",
  unreadable: "fault",
};

export function VerdictBadge({ verdict }: { verdict: Verdict }) {
  return <Badge tone={TONES[verdict] ?? "info"}>{t.verdicts[verdict]}</Badge>;
}
