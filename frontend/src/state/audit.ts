/** An act as people read it: its name in words, and what it changed. */
import type { Act } from "../api/audit.ts";

export interface Change {
  name: string;
  before: string | null;
  after: string | null;
}

/** `order_approved` and `add-staff` as words. */
export function inWords(name: string): string {
  return name.replace(/[-_]/g, " ");
}

/** What an act changed, name by name; what stayed as it was is left out, unless nothing changed at all. */
export function changesOf({ before, after }: Pick<Act, "before" | "after">): Change[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  const all = names.map((name) => ({ name: inWords(name), before: before[name] ?? null, after: after[name] ?? null }));
  const changed = all.filter((each) => each.before !== each.after);
  return changed.length ? changed : all;
}

/** `staff:ann@vendor.example` as its two parts; what has no kind is its own name. */
export function partsOf(name: string): { kind: string | null; name: string } {
  const at = name.indexOf(":");
  return at < 0 ? { kind: null, name } : { kind: name.slice(0, at), name: name.slice(at + 1) };
}
