/** A list of the desk: what to look for, filter and order by; rows, which are cards on phones; the pages around; a CSV file. */
import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { csvAddress, type Listing, writeListing } from "../api/desk.ts";
import { desk } from "../text/en.ts";
import { Button, ButtonLink } from "./Button.tsx";
import { Leaving } from "./Desk.tsx";
import { DeskFilters, type Option } from "./DeskFilters.tsx";
import { LookedUp, Stale } from "./Failed.tsx";
import { Note } from "./Small.tsx";
import { SmallTable } from "./SmallTable.tsx";
import { type DeskRows, useDeskList } from "./useDeskList.ts";

const t = desk.list;

export interface Column<Row> {
  name: string;
  /** What stands in a row; null leaves the cell out where columns are not side by side. */
  cell: (row: Row) => ComponentChildren;
}

export interface ListOf<Row> {
  /** Which list, as the API's address ends: that of `/desk/orders` is `orders`. */
  list: string;
  caption: string;
  /** What a row is about; its cell is the row's header, and holds its link. */
  head: Column<Row>;
  columns: readonly Column<Row>[];
  keyOf: (row: Row) => string;
  /** Told under the search field: what can be looked for. Without it nothing can. */
  searchHint?: string;
  /** The states to filter by, as the API names them. */
  states?: readonly Option[];
  /** True where the first state is shown unless another is asked for, and never all of them at once. */
  oneState?: boolean;
  /** What the rows can be ordered by, the usual one first. */
  sorts?: readonly Option[];
  /** What stands where the list holds nothing at all. */
  empty: ComponentChildren;
}

export function DeskList<Row>(props: ListOf<Row>) {
  const rows = useDeskList<Row>(props.list);
  const { listing, answer, problem, again, go } = rows;
  // The session may have ended since it was asked for.
  if (problem?.status === 401) return <Leaving />;
  // What cannot be looked for is said at the field; rows of something else must not stay below it.
  const refused = problem?.status === 422;
  return (
    <>
      <DeskFilters {...props} listing={listing} go={go} />
      {answer === null || refused ? (
        <LookedUp problem={problem} loading={t.loading} words={refused ? t.badSearch : t.failed} again={again}>
          {refused && <Button onClick={() => go({})}>{t.all}</Button>}
        </LookedUp>
      ) : (
        <>
          <Stale problem={problem} words={desk.stale} again={again} />
          <Found {...props} found={rows} />
        </>
      )}
    </>
  );
}

/** True where the address narrows the list down. */
function narrowed({ q, state }: Listing): boolean {
  return q !== "" || state !== "";
}

function Found<Row>({ found, ...props }: ListOf<Row> & { found: DeskRows<Row> }) {
  const { answer, busy, go } = found;
  const region = useFocusAfterPaging(answer?.listing);
  if (!answer) return null;
  const { rows, listing } = answer;
  return (
    <section ref={region} tabIndex={-1} class="listed" aria-busy={busy} aria-label={props.caption}>
      <p role="status" class="small soft">
        {busy ? t.loading : rows.length > 0 ? (answer.next ? t.more(rows.length) : t.rows(rows.length)) : ""}
      </p>
      {rows.length > 0 ? (
        <>
          <SmallTable caption={props.caption} rows={rows} keyOf={props.keyOf} columns={[props.head, ...props.columns]} />
          <Pages {...answer} go={go} />
          <p class="screen">
            <a href={csvAddress(props.list, listing)} download>
              {t.csv}
            </a>
          </p>
        </>
      ) : narrowed(listing) || listing.after ? (
        <Note>
          <p>{t.none}</p>
          <Button onClick={() => go({})}>{t.all}</Button>
        </Note>
      ) : (
        props.empty
      )}
    </section>
  );
}

/** Another page begins at its top, for eyes and screen readers alike; typing in the filters keeps the focus there. */
function useFocusAfterPaging(listing: Listing | undefined) {
  const region = useRef<HTMLElement>(null);
  const shown = useRef(listing?.after);
  useEffect(() => {
    if (shown.current !== undefined && listing && listing.after !== shown.current) region.current?.focus();
    shown.current = listing?.after;
  }, [listing]);
  return region;
}

interface PagesProps {
  listing: Listing;
  next: string | null;
  previous: string | null;
  go: (listing: Partial<Listing>) => void;
}

/** Links, so that a page can be opened beside this one; a plain click stays on the page. */
function Pages({ listing, next, previous, go }: PagesProps) {
  if (!next && !previous) return null;
  const link = (after: string, name: string) => (
    <span onClick={(event) => isPlain(event) && (event.preventDefault(), go({ ...listing, after }))}>
      <ButtonLink href={location.pathname + writeListing({ ...listing, after })}>{name}</ButtonLink>
    </span>
  );
  return (
    <nav class="actions screen" aria-label={t.pages}>
      {previous && link("", t.first)}
      {previous && link(previous, t.newer)}
      {next && link(next, t.older)}
    </nav>
  );
}

function isPlain(event: MouseEvent): boolean {
  return event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
}
