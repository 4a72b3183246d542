/** The overview: every installation with its cover, what is left of quotas and units, and what to do next. */
import { type Account, CALENDAR, readAccount } from "../../api/account.ts";
import { ButtonLink } from "../../components/Button.tsx";
import { Signed } from "../../components/Signed.tsx";
import { formatDate } from "../../lib/dates.ts";
import { account as t } from "../../text/en.ts";
import { Installations } from "./Installations.tsx";
import { IncidentUnits } from "./IncidentUnits.tsx";

export function Overview() {
  return (
    <Signed here="overview" needs="see_cover" load={readAccount}>
      {(account) => <Found account={account} />}
    </Signed>
  );
}

function Found({ account }: { account: Account }) {
  return (
    <>
      {account.installations.length > 0 ? <Installations installations={account.installations} today={account.today} /> : <Empty />}
      <IncidentUnits units={account.units} />
      {account.installations.length > 0 && (
        <section class="screen">
          <h2>{t.calendarTitle}</h2>
          <p>{t.calendarLead}</p>
          <ButtonLink href={CALENDAR}>{t.calendar}</ButtonLink>
        </section>
      )}
      <p class="small soft beneath">{t.today(formatDate(account.today), account.time_zone)}</p>
    </>
  );
}

function Empty() {
  return (
    <section>
      <h2>{t.emptyTitle}</h2>
      <p>{t.empty}</p>
      <div class="actions">
        <ButtonLink kind="primary" href="/configure/">
          {t.emptyBuy}
        </ButtonLink>
        <a href="/ask/?topic=agreement">{t.emptyAsk}</a>
      </div>
    </section>
  );
}
