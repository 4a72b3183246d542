/** Noticing that an installation is no longer covered as it was shown. */
import { useEffect } from "preact/hooks";
import type { Prices } from "./usePrices.ts";

/** The rule that refuses a line whose installation is no longer covered as it was shown. */
const COVER_CHANGED = "cover-changed";

/** Do `act` each time the server refuses a price because the cover changed. */
export function useCoverChanged({ answer }: Prices, act: () => void): void {
  const stale = answer.faults.some(({ rule }) => rule === COVER_CHANGED);
  useEffect(() => {
    if (stale) act();
  }, [stale]);
}
