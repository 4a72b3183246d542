/** What waits for a person, where to find what a caller asks about, and the ways to everything else. */
import { readWaiting, type Waiting } from "../../../api/desk.ts";
import type { StaffSession } from "../../../api/session.ts";
import { Button } from "../../../components/Button.tsx";
import { Brought, Desk } from "../../../components/Desk.tsx";
import { Frame } from "../../../components/Field.tsx";
import { placesFor } from "../../../state/desk.ts";
import { desk } from "../../../text/en.ts";

const t = desk.home;

const LISTS: Record<Waiting["place"], string> = {
  approvals: "/desk/approvals/",
  wires: "/desk/wires/",
  terms: "/desk/terms/?state=within_30_days",
  quotes: "/desk/quotes/?state=to_approve",
  reviews: "/desk/money/",
};

export function Home() {
  return (
    <Desk here="home">
      {(session) => (
        <>
          <Find />
          <Brought load={readWaiting}>{(waiting) => <Waits waiting={waiting} />}</Brought>
          <Ways session={session} />
        </>
      )}
    </Desk>
  );
}

/** Leads to the list of orders, or to that of the button; the search is theirs. */
function Find() {
  return (
    <form class="filters screen" role="search" method="get" action="/desk/orders/">
      <div class="finding">
        <Frame id="find" label={t.find} hint={t.findHint} control={(wiring) => <input {...wiring} type="search" name="q" autocomplete="off" />} />
        <Button type="submit" kind="primary">
          {t.search}
        </Button>
        <Button type="submit" formAction="/desk/customers/">
          {t.searchCustomers}
        </Button>
        <Button type="submit" formAction="/desk/quotes/">
          {t.searchQuotes}
        </Button>
      </div>
    </form>
  );
}

function Waits({ waiting }: { waiting: Waiting[] }) {
  const some = waiting.filter(({ count }) => count > 0);
  return (
    <section aria-labelledby="waiting">
      <h2 id="waiting">{t.waitingTitle}</h2>
      {some.length === 0 && <p>{t.nothing}</p>}
      <ul class="rows">
        {some.map(({ place, count, more }) => (
          <li key={place}>
            <div>
              <a href={LISTS[place]}>{t.waiting[place]}</a>
            </div>
            <p class="count">{more ? t.atLeast(count) : count}</p>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Ways({ session }: { session: StaffSession }) {
  return (
    <section aria-labelledby="ways">
      <h2 id="ways">{t.waysTitle}</h2>
      <ul class="ways">
        {placesFor(session.role)
          .filter(({ id }) => id !== "home")
          .map(({ id, href }) => (
            <li key={id}>
              <a href={href}>{desk.place[id]}</a>
            </li>
          ))}
      </ul>
    </section>
  );
}
