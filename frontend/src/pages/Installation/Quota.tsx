/** What is left of the quota of the running term, pool by pool, and of the customer's prepaid incidents. */
import type { Count, InstallationView, Quota, QuotaWindow, Units } from "../../api/installations.ts";
import { Marks, type Notes } from "../../components/Reading.tsx";
import { Badge, LineRef } from "../../components/Small.tsx";
import { formatDate } from "../../lib/dates.ts";
import { isUsedUp, type Left, usable } from "../../state/quota.ts";
import { installation as t } from "../../text/en.ts";

export function QuotaSection({ view, notes }: { view: InstallationView; notes: Notes }) {
  const [first] = view.quota;
  return (
    <section>
      <h2>{t.quotaTitle}</h2>
      <p>{first ? t.quotaOf(first.plan_name) : t.noQuota}</p>
      {view.quota.map((quota) => (
        <Pool key={quota.term + quota.pool} quota={quota} numbers={notes.numbers(quota.readings)} />
      ))}
      <UnitList units={view.units} />
    </section>
  );
}

function Pool({ quota, numbers }: { quota: Quota; numbers: number[] }) {
  const { pool, pool_name, month, period, lines } = quota;
  const left = usable(quota);
  return (
    <div class="details pool">
      <h3>
        {pool_name} <Marks numbers={numbers} /> <LineRef lines={lines} />
      </h3>
      <div class="pair">
        {month && left.month && <Scope id={`${pool}-month`} title={monthWords(month)} of={month} left={left.month} />}
        {period && left.term && <Scope id={`${pool}-period`} title={t.thisPeriod(formatDate(period.last_day))} of={period} left={left.term} />}
      </div>
    </div>
  );
}

function monthWords({ turns_on, last_day }: QuotaWindow): string {
  return turns_on ? t.thisMonth(formatDate(turns_on)) : t.lastMonth(formatDate(last_day));
}

interface ScopeProps {
  id: string;
  title: string;
  of: QuotaWindow;
  /** What can be used of it. */
  left: Left;
}

function Scope({ id, title, of, left }: ScopeProps) {
  return (
    <div role="group" aria-labelledby={id}>
      <p id={id} class="small">
        <strong>{title}</strong> {isUsedUp(left) && <Badge tone="warn">{t.usedUp}</Badge>}
      </p>
      <Used name={t.requests} count={of.requests} left={left.requests} write={String} />
      <Used name={t.hours} count={of.minutes} left={left.minutes} write={t.duration} />
    </div>
  );
}

interface UsedProps {
  name: string;
  count: Count;
  /** No more than `count` has, and less where the term gives less. */
  left: number;
  write: (count: number) => string;
}

function Used({ name, count, left, write }: UsedProps) {
  const { used, cap } = count;
  const words = left > 0 ? t.usedOf(write(used), write(cap), write(left)) : t.usedUpOf(write(used), write(cap));
  return (
    <p class="used">
      {name}: {words} {left < count.left && <span class="soft">({t.termDecides})</span>}
      <meter class={left > 0 ? undefined : "full"} min={0} max={cap} value={cap - left} aria-label={name} aria-valuetext={words} />
    </p>
  );
}

function UnitList({ units }: { units: Units[] }) {
  if (units.length === 0) return null;
  return (
    <>
      <h3>{t.unitsTitle}</h3>
      <p class="small">{t.unitsLead}</p>
      <ul>
        {units.map(({ id, name, left, bought, last_usable_day }) => (
          <li key={id}>
            {t.unitsLeft(left, bought, name)}
            {last_usable_day && `, ${t.usableUntil(formatDate(last_usable_day))}`}
          </li>
        ))}
      </ul>
    </>
  );
}
