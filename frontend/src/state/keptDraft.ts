/** What was typed into a draft and is not saved yet, kept in this tab over a reload. */
import { blankDraft, type Draft } from "./draft.ts";

interface KeptDraft {
  /** The version that was changed; null for a quote that was never saved. */
  version: number | null;
  draft: Draft;
}

const name = (id: string): string => `plandesk.draft.${id}`;

export function keepDraft(id: string, version: number | null, draft: Draft): void {
  try {
    sessionStorage.setItem(name(id), JSON.stringify({ version, draft }));
  } catch {
    // Storage is full or refused: the page works, and a reload goes back to what was saved.
  }
}

/** What was typed over this version, or null; over another one it is kept for nobody. */
export function restoreDraft(id: string, version: number | null): Draft | null {
  try {
    const kept = JSON.parse(sessionStorage.getItem(name(id)) ?? "null") as KeptDraft | null;
    // What a draft says more since it was kept is blank in it.
    return kept?.version === version ? { ...blankDraft(kept.draft.currency), ...kept.draft } : null;
  } catch {
    return null;
  }
}

export function forgetDraft(id: string): void {
  try {
    sessionStorage.removeItem(name(id));
  } catch {
    // Nothing was kept where storage is refused.
  }
}
