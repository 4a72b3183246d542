/** The prepaid incidents of a customer: how many are left of each purchase, until when they can be used. */
import type { Units } from "../../api/installations.ts";
import { ButtonLink } from "../../components/Button.tsx";
import { formatDate } from "../../lib/dates.ts";
import { buyUnits, unitsByLevel } from "../../state/account.ts";
import { account as t } from "../../text/en.ts";

/** Where the configurator sells them, when none were bought yet. */
const ALL = "/configure/#incidents";

export function IncidentUnits({ units }: { units: Units[] }) {
  const levels = unitsByLevel(units);
  return (
    <section aria-labelledby="units-title">
      <h2 id="units-title">{t.unitsTitle}</h2>
      <p>
        {t.unitsLead} {levels.length === 0 && t.noUnits}
      </p>
      {levels.length > 0 && (
        <ul class="rows">
          {levels.map(({ level, name, bought }) => (
            <li key={level}>
              <div>
                <strong>{name}</strong>
                {bought.map(({ id, left, bought: count, last_usable_day }) => (
                  <div key={id}>
                    {t.unitsLeft(left, count)}, {t.usable(last_usable_day && formatDate(last_usable_day))}
                  </div>
                ))}
              </div>
              <p class="screen">
                <a href={buyUnits(level)} aria-label={t.of(t.buyUnits, name)}>
                  {t.buyUnits}
                </a>
              </p>
            </li>
          ))}
        </ul>
      )}
      {levels.length === 0 && (
        <p class="screen">
          <ButtonLink href={ALL}>{t.buyUnits}</ButtonLink>
        </p>
      )}
    </section>
  );
}
