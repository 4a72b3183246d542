/** The frame of every page of an account: who is signed in, the ways between those pages, and what is loaded for them. */
import type { ComponentChildren } from "preact";
import { useEffect } from "preact/hooks";
import type { ProblemError } from "../api/request.ts";
import { type ContactSession, type Permission, readSession, type StaffSession } from "../api/session.ts";
import { signInFirst } from "../lib/ways.ts";
import { signed as t } from "../text/en.ts";
import { ButtonLink } from "./Button.tsx";
import { LookedUp, Stale } from "./Failed.tsx";
import { SignOut } from "./SignOut.tsx";
import { Note } from "./Small.tsx";
import { type Loaded, useLoaded } from "./useLoaded.ts";

export type Place = "overview" | "orders" | "people" | "settings";

interface Props<T> {
  /** Where in the account's navigation the page belongs. */
  here: Place;
  /** Without it the page says why it is empty, and nothing is asked. */
  needs: Permission;
  load: (signal: AbortSignal) => Promise<T>;
  children: (value: T, session: ContactSession, loaded: Loaded<T>) => ComponentChildren;
}

const PLACES: { id: Place; href: string; name: string; needs: Permission }[] = [
  { id: "overview", href: "/account/", name: t.overview, needs: "see_cover" },
  { id: "orders", href: "/account/orders/", name: t.orders, needs: "see_orders" },
  { id: "people", href: "/account/people/", name: t.people, needs: "manage_contacts" },
  { id: "settings", href: "/account/settings/", name: t.settings, needs: "see_cover" },
];

/** Show a page of the account to a contact who may see it; everybody else is told where to go. */
export function Signed<T>(props: Props<T>) {
  // First who asks, then what is asked: a visitor's browser would note a refusal for what is no fault.
  const { value: session, problem, again } = useLoaded(readSession);
  if (!session) return <Waiting problem={problem} again={again} />;
  if (session.kind === "visitor") return <Leaving />;
  if (session.kind === "staff") return <StaffNote session={session} />;
  return (
    <div class="scripted">
      <Identity session={session} here={props.here} />
      {session.permissions.includes(props.needs) ? <Content {...props} session={session} /> : <NotAllowed session={session} />}
    </div>
  );
}

function Content<T>({ load, children, session }: Props<T> & { session: ContactSession }) {
  const loaded = useLoaded(load);
  const { value, problem, again } = loaded;
  // The session may have ended since it was asked for.
  if (problem?.status === 401) return <Leaving />;
  if (value === null) return <Waiting problem={problem} again={again} />;
  return (
    <>
      <Stale problem={problem} words={t.stale} again={again} />
      {children(value, session, loaded)}
    </>
  );
}

/** Before the answer is there: being looked up, not there, or not reachable. */
function Waiting({ problem, again }: { problem: ProblemError | null; again: () => void }) {
  if (problem?.status === 404) {
    return (
      <>
        <p>{t.missing}</p>
        <ButtonLink href="/account/">{t.toOverview}</ButtonLink>
      </>
    );
  }
  return <LookedUp problem={problem} loading={t.loading} words={t.failed} again={again} />;
}

function Leaving() {
  const way = signInFirst(location.pathname + location.search);
  useEffect(() => location.replace(way), []);
  return (
    <p>
      {t.leaving} <a href={way}>{t.signIn}</a>
    </p>
  );
}

/** What staff see on a customer's page. */
export function StaffNote({ session }: { session: StaffSession }) {
  return (
    <Note>
      <h2>{t.staffTitle(session.role)}</h2>
      <p>{t.staffText}</p>
      <div class="actions">
        <ButtonLink kind="primary" href="/desk/">
          {t.toDesk}
        </ButtonLink>
        <SignOut />
      </div>
    </Note>
  );
}

function NotAllowed({ session }: { session: ContactSession }) {
  return (
    <Note tone="warn">
      <h2>{t.notAllowedTitle}</h2>
      <p>{t.notAllowed(t.roleName[session.role], session.customer.name)}</p>
    </Note>
  );
}

function Identity({ session, here }: { session: ContactSession; here: Place }) {
  const places = PLACES.filter(({ needs }) => session.permissions.includes(needs));
  return (
    <div class="identity">
      <nav class="places screen" aria-label={t.navigation}>
        <ul>
          {places.map(({ id, href, name }) => (
            <li key={id}>
              <a href={href} aria-current={id === here ? (href === location.pathname ? "page" : "true") : undefined}>
                {name}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <p class="who">
        <span>{t.identity(session.name, session.customer.name)}</span> <SignOut />
      </p>
    </div>
  );
}
