/** Until when a wire transfer is safe to send, with the holidays that it allows for, or that it is too late for one. */
import type { SafeWire } from "../api/installations.ts";
import { formatDate, formatShortDate } from "../lib/dates.ts";
import { buying as t } from "../text/en.ts";

export function SafeWireNote({ wire: { in_time, last_safe_day, arrives_on, business_days, holidays } }: { wire: SafeWire }) {
  if (!in_time) return <p class="small">{t.lateWire}</p>;
  return (
    <p class="small">
      {t.safeWire(formatDate(last_safe_day), formatDate(arrives_on), business_days)}{" "}
      {holidays.length > 0 && t.bankHolidays(holidays.map(({ name, day }) => t.holiday(name, formatShortDate(day))))}
    </p>
  );
}
