/** How an installation's cover stands before anything is chosen, and what keeps it from being extended. */
import type { Options } from "../../api/options.ts";
import { Note } from "../../components/Small.tsx";
import { formatDate } from "../../lib/dates.ts";
import { suspendedTerm } from "../../state/cover.ts";
import { extend as t } from "../../text/en.ts";

/** True where the plan it is told by is over; there is none that it has. */
export const hasEnded = ({ current, today }: Options): boolean => current !== null && current.last_covered_day < today;

/** The term whose suspension keeps everything from being ordered, or null. */
export const suspension = ({ terms, choices }: Options) => (choices.length === 0 ? suspendedTerm(terms) : null);

export function Now({ options }: { options: Options }) {
  const { queued, opens_on, today } = options;
  const suspended = suspension(options);
  return (
    <>
      <p>
        {currently(options)}{" "}
        {queued.map(({ plan_name, start, last_covered_day }) => (
          <span key={start}>{t.queued(plan_name, formatDate(start), formatDate(last_covered_day))} </span>
        ))}
      </p>
      {suspended && (
        <Note tone="fault" title={t.suspendedTitle}>
          <p>
            {t.suspended(suspended.plan_name, formatDate(suspended.suspended_on))} <a href="/ask/?topic=agreement">{t.askUs}</a>
          </p>
        </Note>
      )}
      {!suspended && opens_on && opens_on > today && <p>{t.opensOn(formatDate(opens_on))}</p>}
    </>
  );
}

function currently(options: Options): string {
  const { current } = options;
  if (!current) return t.currentlyNone;
  const { plan_name, start, last_covered_day, state } = current;
  if (state === "revoked") return t.currentlyRevoked(plan_name, formatDate(last_covered_day));
  return hasEnded(options) ? t.currentlyOver(plan_name, formatDate(last_covered_day)) : t.currently(plan_name, formatDate(start), formatDate(last_covered_day));
}
