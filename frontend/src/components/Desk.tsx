/** The frame of every page of the desk: which member of staff is signed in, and the places that role may open. */
import type { ComponentChildren } from "preact";
import { useEffect } from "preact/hooks";
import type { ProblemError } from "../api/request.ts";
import { type ContactSession, readSession, type StaffSession } from "../api/session.ts";
import { signInFirst } from "../lib/ways.ts";
import { type DeskPlace, placesFor, rolesOf } from "../state/desk.ts";
import { common, desk as t } from "../text/en.ts";
import { ButtonLink } from "./Button.tsx";
import { LookedUp, Stale } from "./Failed.tsx";
import { SignOut } from "./SignOut.tsx";
import { Note } from "./Small.tsx";
import { type Loaded, useLoaded } from "./useLoaded.ts";

interface Props {
  /** Where in the desk's navigation the page belongs; its roles may open the page. */
  here: DeskPlace;
  children: (session: StaffSession) => ComponentChildren;
}

/** Show a page of the desk to staff whose role may see it; everybody else is told where to go. */
export function Desk({ here, children }: Props) {
  const { value: session, problem, again } = useLoaded(readSession);
  if (!session) return <Waiting problem={problem} again={again} />;
  if (session.kind === "visitor") return <Leaving />;
  if (session.kind === "contact") return <ForStaff session={session} />;
  // The mail was answered and a passkey is still to be shown; the sign-in page asks for it.
  if (session.second_step) return <Leaving />;
  return (
    <div class="scripted">
      <Identity session={session} here={here} />
      {rolesOf(here).includes(session.role) ? children(session) : <NotAllowed session={session} here={here} />}
    </div>
  );
}

interface BroughtProps<T> {
  load: (signal: AbortSignal) => Promise<T>;
  children: (value: T, loaded: Loaded<T>) => ComponentChildren;
}

/** What one page of the desk shows, once it is there; what was there stays while it is asked for again. */
export function Brought<T>({ load, children }: BroughtProps<T>) {
  const loaded = useLoaded(load);
  const { value, problem, again } = loaded;
  // The session may have ended since it was asked for.
  if (problem?.status === 401 || problem?.type === "second-step-needed") return <Leaving />;
  if (value === null) return <Waiting problem={problem} again={again} />;
  return (
    <>
      <Stale problem={problem} words={t.stale} again={again} />
      {children(value, loaded)}
    </>
  );
}

function Waiting({ problem, again }: { problem: ProblemError | null; again: () => void }) {
  if (problem?.status === 404) {
    return (
      <>
        <p>{t.missing}</p>
        <ButtonLink href="/desk/">{t.toDesk}</ButtonLink>
      </>
    );
  }
  return <LookedUp problem={problem} loading={t.loading} words={t.failed} again={again} />;
}

/** A session that is over: sign in, and come back to this very page. */
export function Leaving() {
  const way = signInFirst(location.pathname + location.search);
  useEffect(() => location.replace(way), []);
  return (
    <p>
      {t.leaving} <a href={way}>{t.signIn}</a>
    </p>
  );
}

function ForStaff({ session }: { session: ContactSession }) {
  return (
    <Note>
      <h2>{t.contactTitle}</h2>
      <p>{t.contactText(session.name, session.customer.name)}</p>
      <div class="actions">
        <ButtonLink href="/account/">{t.toAccount}</ButtonLink>
        <SignOut />
      </div>
    </Note>
  );
}

function NotAllowed({ session, here }: { session: StaffSession; here: DeskPlace }) {
  const roles = rolesOf(here).map((role) => t.roleName[role]);
  return (
    <Note tone="warn">
      <h2>{t.notAllowedTitle}</h2>
      <p>{t.notAllowed(t.roleName[session.role], common.list(roles))}</p>
      <ButtonLink href="/desk/">{t.toDesk}</ButtonLink>
    </Note>
  );
}

function Identity({ session, here }: { session: StaffSession; here: DeskPlace }) {
  return (
    <div class="identity">
      <nav class="places screen" aria-label={t.navigation}>
        <ul>
          {placesFor(session.role).map(({ id, href }) => (
            <li key={id}>
              <a href={href} aria-current={id === here ? (href === location.pathname ? "page" : "true") : undefined}>
                {t.place[id]}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <p class="who">
        <span>{t.identity(session.email, t.roleName[session.role])}</span> <SignOut />
      </p>
    </div>
  );
}
