/** How the cover of an installation stands, as more than one page tells it. */
import type { TermState } from "../api/installations.ts";

interface Standing {
  state: TermState;
  suspended_on: string | null;
}

/** The running term that is suspended, with the day since when; null where none is. */
export function suspendedTerm<T extends Standing>(terms: readonly T[]): (T & { suspended_on: string }) | null {
  for (const term of terms) {
    const { state, suspended_on } = term;
    if (state === "suspended" && suspended_on) return { ...term, suspended_on };
  }
  return null;
}
