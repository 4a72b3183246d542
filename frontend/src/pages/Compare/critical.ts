/** The rule for critical issues, as the helper below the table needs it. */
import type { PoliciesView } from "../../api/catalogue.ts";

/** The rule for critical issues. */
export interface CriticalFacts {
  /** Percent of the calls that must be affected, or more. */
  share: number;
  /** Simultaneous calls the server must carry more than. */
  calls: number;
  productionOnly: boolean;
  excludesNew: boolean;
  how: string;
}

export interface CriticalIssue {
  percent: number;
  calls: number;
  production: boolean;
  isNew: boolean;
}

export type Reason = "share" | "calls" | "production" | "new";

/** What keeps an issue from being critical; empty when it is. The share counts from its limit on, the calls only above theirs. */
export function whyNotCritical(facts: CriticalFacts, issue: CriticalIssue): Reason[] {
  const reasons: [Reason, boolean][] = [
    ["share", issue.percent < facts.share],
    ["calls", issue.calls <= facts.calls],
    ["production", facts.productionOnly && !issue.production],
    ["new", facts.excludesNew && issue.isNew],
  ];
  return reasons.filter(([, holds]) => holds).map(([reason]) => reason);
}

/** Null when the terms do not state the figures: then there is nothing to check by. */
export function criticalFacts({ critical }: PoliciesView): CriticalFacts | null {
  const { min_call_share_percent: share, more_than_calls: calls } = critical;
  if (share.value === null || calls.value === null) return null;
  return {
    share: share.value,
    calls: calls.value,
    productionOnly: critical.production_only.value === true,
    excludesNew: critical.excludes_new.value === true,
    how: critical.how.text,
  };
}
