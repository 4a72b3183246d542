/** What a list of the desk is narrowed down by: a number or name to look for, a state, and an order. */
import { useEffect, useId, useRef, useState } from "preact/hooks";
import type { Listing } from "../api/desk.ts";
import { desk } from "../text/en.ts";
import { Button } from "./Button.tsx";
import { Frame, SelectField } from "./Field.tsx";

const t = desk.list;

/** As long as any number or name that is kept; the server refuses more. */
const LONGEST_SEARCH = 200;

/** One choice of a filter: as the API names it, and as people read it. */
export interface Option {
  value: string;
  name: string;
}

interface Props {
  searchHint?: string;
  states?: readonly Option[];
  /** True where the first state is shown unless another is asked for, and never all of them at once. */
  oneState?: boolean;
  sorts?: readonly Option[];
  listing: Listing;
  go: (listing: Partial<Listing>) => void;
}

/** Choosing acts at once, looking for something by Enter; the first page of what is found is shown. */
export function DeskFilters({ searchHint, states = [], oneState = false, sorts = [], listing, go }: Props) {
  const [q, setQ] = useState(listing.q);
  const looked = useRef(listing.q);
  useEffect(() => {
    // "Back" may bring another search into the address; what is typed before the first look stays.
    if (looked.current !== listing.q) setQ(listing.q);
    looked.current = listing.q;
  }, [listing.q]);
  const id = useId();
  const { state, sort } = listing;
  const usual = sorts[0]?.value ?? "";
  const usualState = oneState ? (states[0]?.value ?? "") : "";
  const now = { q: q.trim(), state, sort };
  if (searchHint === undefined && states.length === 0 && sorts.length < 2) return null;
  return (
    <form
      class="filters screen"
      role="search"
      onSubmit={(event) => {
        event.preventDefault();
        go(now);
      }}
    >
      {searchHint !== undefined && (
        <div class="finding">
          <Frame
            id={`${id}-q`}
            label={t.search}
            hint={searchHint}
            control={(wiring) => (
              <input
                {...wiring}
                type="search"
                name="q"
                maxLength={LONGEST_SEARCH}
                autocomplete="off"
                value={q}
                onInput={({ currentTarget }) => setQ(currentTarget.value)}
              />
            )}
          />
          <Button type="submit">{t.searching}</Button>
          {listing.q !== "" && (
            <Button kind="quiet" onClick={() => go({ state, sort })}>
              {t.clear}
            </Button>
          )}
        </div>
      )}
      {states.length > 0 && (
        <SelectField
          id={`${id}-state`}
          name="state"
          label={t.state}
          value={state || usualState}
          onChange={({ currentTarget: { value } }) => go({ ...now, state: value === usualState ? "" : value })}
        >
          {!oneState && <option value="">{t.anyState}</option>}
          <Options of={states} />
        </SelectField>
      )}
      {sorts.length > 1 && (
        <SelectField id={`${id}-sort`} name="sort" label={t.sort} hint={listing.q ? t.sortOfFound : undefined} disabled={listing.q !== ""} value={sort || usual} onChange={({ currentTarget: { value } }) => go({ ...now, sort: value === usual ? "" : value })}>
          <Options of={sorts} />
        </SelectField>
      )}
    </form>
  );
}

function Options({ of }: { of: readonly Option[] }) {
  return (
    <>
      {of.map(({ value, name }) => (
        <option key={value} value={value}>
          {name}
        </option>
      ))}
    </>
  );
}
