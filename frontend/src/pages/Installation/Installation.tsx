/** The installation's island: how its cover stands, until when, and what is left of it. */
import { useEffect } from "preact/hooks";
import { calendarOf, type InstallationView, readInstallation } from "../../api/installations.ts";
import type { ContactSession } from "../../api/session.ts";
import { ButtonLink } from "../../components/Button.tsx";
import { CoverBadge } from "../../components/CoverBadge.tsx";
import { OpenOrders } from "../../components/OpenOrders.tsx";
import { Notes, ReadingNotes } from "../../components/Reading.tsx";
import { SafeWireNote } from "../../components/SafeWireNote.tsx";
import { Signed } from "../../components/Signed.tsx";
import { Badge, Note } from "../../components/Small.tsx";
import { Timeline } from "../../components/Timeline.tsx";
import { formatDate } from "../../lib/dates.ts";
import { nameDocument } from "../../lib/heading.ts";
import { extendTogether, offered, offeredAddress } from "../../state/account.ts";
import { suspendedTerm } from "../../state/cover.ts";
import { stretchesOf } from "../../state/timeline.ts";
import { installation as t } from "../../text/en.ts";
import { DayQuestion } from "./DayQuestion.tsx";
import { Facts } from "./Facts.tsx";
import type { InstallationData } from "./page.tsx";
import { QuotaSection } from "./Quota.tsx";
import { RequestSection } from "./Requests.tsx";
import { TermSection } from "./Terms.tsx";

export function Installation({ data, id }: { data: InstallationData; id: string }) {
  return (
    <Signed here="overview" needs="see_cover" load={(signal) => readInstallation(id, signal)}>
      {(view, session) => <Shown data={data} view={view} session={session} />}
    </Signed>
  );
}

function Shown({ data, view, session }: { data: InstallationData; view: InstallationView; session: ContactSession }) {
  useEffect(() => nameDocument(view.name), []);
  const stretches = stretchesOf(view.terms);
  const notes = new Notes(data.readings, view.quota.flatMap(({ readings }) => readings));
  const drawn = view.lanes.some(({ covered }) => covered.length > 0);
  return (
    <>
      <Standing view={view} session={session} />
      <section>
        <h2>{t.coverTitle}</h2>
        {drawn ? <Timeline name={view.name} lanes={view.lanes} stretches={stretches} today={view.today} /> : <p>{t.noLanes}</p>}
      </section>
      <div class="orderly">
        <div>
          <QuotaSection view={view} notes={notes} />
          <TermSection terms={view.terms} seesOrders={session.permissions.includes("see_orders")} />
          <RequestSection requests={view.requests} levels={data.levels} />
        </div>
        <div>
          <DayQuestion view={view} />
          <Facts view={view} />
        </div>
      </div>
      {notes.readings.length > 0 && (
        <section>
          <h2>{t.notesTitle}</h2>
          <ReadingNotes notes={notes} uses={() => []} />
        </section>
      )}
    </>
  );
}

function Standing({ view, session }: { view: InstallationView; session: ContactSession }) {
  const { id, state, next, open_orders } = view;
  const suspended = suspendedTerm(view.terms);
  const buys = session.permissions.includes("prepare_order");
  return (
    <section class="standing" aria-labelledby="standing-title">
      <p class="row">
        <span>{view.product ?? view.family_name}</span> {state ? <CoverBadge state={state} /> : <Badge>{t.noTerms}</Badge>}
      </p>
      <h2 id="standing-title">{t.standingTitle}</h2>
      <p>{stands(view)}</p>
      {next && <p>{t.follows(next.plan_name, formatDate(next.start), formatDate(next.last_covered_day))}</p>}
      {suspended ? (
        <Note tone="fault">
          <p>
            {t.suspended(formatDate(suspended.suspended_on))} <a href="/ask/?topic=agreement">{t.askUs}</a>
          </p>
        </Note>
      ) : (
        <GoingOn view={view} />
      )}
      <OpenOrders orders={open_orders} />
      <div class="actions">
        {buys && !suspended && <Next view={view} />}
        <a href={calendarOf(id)}>{t.calendar}</a>
      </div>
    </section>
  );
}

/** The way on, named by what is possible; it is no primary one where all there is gives days up. */
function Next({ view }: { view: InstallationView }) {
  const way = offered(view);
  return (
    <ButtonLink kind={way === "details" ? "secondary" : "primary"} href={way === "details" ? extendTogether([view.id]) : offeredAddress(view)}>
      {way === "extend" && view.upgradable ? t.extendOrUpgrade : t.action[way]}
    </ButtonLink>
  );
}

/** Until when it holds in all, and from when and by when it can be extended. */
function GoingOn({ view }: { view: InstallationView }) {
  const { wire, opens_on, extendable, days_left, last_covered_day, today } = view;
  return (
    <>
      {days_left !== null && days_left > 0 && last_covered_day && <p>{t.inAll(days_left, formatDate(last_covered_day))}</p>}
      {!extendable && opens_on && opens_on > today && <p>{t.opens(formatDate(opens_on))}</p>}
      {wire && <SafeWireNote wire={wire} />}
    </>
  );
}

/** Told by one term; the whole chain may go on behind it. */
function stands({ state, terms, plan, start, grace_until }: InstallationView): string {
  const told = terms.findLast((term) => term.plan === plan && term.start === start);
  if (!state || !told) return t.nothingYet;
  return t.stands[state]({
    plan: told.plan_name,
    first: formatDate(told.start),
    last: formatDate(told.last_supported_day ?? told.last_covered_day),
    grace: grace_until && formatDate(grace_until),
  });
}
