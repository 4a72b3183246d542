/** A list of the desk as its address says it: every filter and page is an entry of the history, so "back" undoes it. */
import { useEffect, useState } from "preact/hooks";
import { type Listing, readRows, type Rows, writeListing } from "../api/desk.ts";
import type { ProblemError } from "../api/request.ts";
import { pushQuery } from "../lib/address.ts";
import { readListing } from "../state/desk.ts";
import { bring } from "./useLoaded.ts";

/** The rows of one page, with the listing they answer. */
interface Answer<Row> extends Rows<Row> {
  listing: Listing;
}

export interface DeskRows<Row> {
  listing: Listing;
  /** Null until the first answer; afterwards what was there stays until the next one comes. */
  answer: Answer<Row> | null;
  problem: ProblemError | null;
  /** True while the rows that are shown are not yet those of the listing. */
  busy: boolean;
  again: () => void;
  /** Show something else of the list; what is not named goes back to what says nothing. */
  go: (listing: Partial<Listing>) => void;
}

export function useDeskList<Row>(list: string): DeskRows<Row> {
  const [listing, setListing] = useState(() => readListing(location.search));
  const [answer, setAnswer] = useState<Answer<Row> | null>(null);
  const [problem, setProblem] = useState<ProblemError | null>(null);
  const [round, setRound] = useState(0);

  useEffect(() => {
    const moved = () => setListing(readListing(location.search));
    addEventListener("popstate", moved);
    return () => removeEventListener("popstate", moved);
  }, []);

  useEffect(
    () => bring(async (signal) => setAnswer({ ...(await readRows<Row>(list, listing, signal)), listing }), setProblem),
    [listing, round],
  );

  return {
    listing,
    answer,
    problem,
    busy: !problem && answer?.listing !== listing,
    again: () => setRound(round + 1),
    go: (next) => {
      const whole = { q: "", state: "", sort: "", after: "", ...next };
      pushQuery(writeListing(whole));
      setListing(whole);
    },
  };
}
