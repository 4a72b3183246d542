/** What is left of the quota of the running term, pool by pool, and of the customer's prepaid incidents. */
import type { Count, InstallationView, Quota, QuotaWindow, Units } from "../../api/installations.ts";
import { Marks, type Notes } from "../../components/Reading.tsx";
import { LineRef } from "../../components/Small.tsx";
import { formatDate } from "../../lib/dates.ts";
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
  return (
    <div class="details pool">
      <h3>
        {pool_name} <Marks numbers={numbers} /> <LineRef lines={lines} />
      </h3>
      <div class="pair">
        {month && <Scope id={`${pool}-month`} title={monthWords(month)} {...month} />}
        {period && <Scope id={`${pool}-period`} title={t.thisPeriod(formatDate(period.last_day))} {...period} />}
      </div>
    </div>
  );
}

function monthWords({ turns_on, last_day }: QuotaWindow): string {
  return turns_on ? t.thisMonth(formatDate(turns_on)) : t.lastMonth(formatDate(last_day));
}

function Scope({ id, title, requests, minutes }: { id: string; title: string; requests: Count; minutes: Count }) {
  return (
    <div role="group" aria-labelledby={id}>
      <p id={id} class="small">
        <strong>{title}</strong>
      </p>
      <Used name={t.requests} count={requests} write={String} />
      <Used name={t.hours} count={minutes} write={t.duration} />
    </div>
  );
}

function Used({ name, count: { used, left, cap }, write }: { name: string; count: Count; write: (count: number) => string }) {
  const words = t.usedOf(write(used), write(cap), write(left));
  return (
    <p class="used">
      {name}: {words} <meter min={0} max={cap} value={used} aria-label={name} aria-valuetext={words} />
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
