/** Signing in: where its page begins, what it keeps until the code is typed, and where it leads. */
import { ownPath } from "../lib/ways.ts";

const ASKED = "plandesk.sign-in";
const NEXT = "plandesk.sign-in.next";

/** By this browser's clock, and longer than any code is valid: the server alone knows when one is over. */
const KEPT_MS = 3_600_000;

export const CODE_DIGITS = 6;
export const ACCOUNT = "/account/";
const DESK = "/desk/";

/** A mail that was asked for in this tab. */
export interface Asked {
  email: string;
  expiresAt: string;
}

interface Kept<T> {
  value: T;
  at: number;
}

/** What the address says: the key of the mail's link, where to go on, and whether all sessions were ended just now. */
export interface Start {
  token: string | null;
  next: string | null;
  signedOut: boolean;
}

/** The address one is led to once every session was ended. */
export const SIGNED_OUT = "/sign-in/?signed-out";

export function readStart(search: string): Start {
  const query = new URLSearchParams(search);
  const next = ownPath(query.get("next"), "");
  return {
    token: query.get("token") || null,
    next: next === "" || next.startsWith("/sign-in") ? null : next,
    signedOut: query.has("signed-out"),
  };
}

export type Step = "link" | "code" | "mail";

/** The step to take: a link that was opened counts before a mail this tab asked for, which may well be the same one. */
export function stepOf(token: string | null, asked: Asked | null): Step {
  if (token) return "link";
  return asked ? "code" : "mail";
}

/** The digits of a code as it was typed or pasted: mails and people write it with spaces. */
export function codeDigits(text: string): string {
  return text.replace(/\D/g, "").slice(0, CODE_DIGITS);
}

/** Keep what was asked, so that a reload finds the field for the code again; never the code itself. */
export function keepAsked(asked: Asked): void {
  write("sessionStorage", ASKED, asked);
}

/** What was asked in this tab a short while ago, or null. */
export function restoreAsked(): Asked | null {
  return read<Asked>("sessionStorage", ASKED);
}

/** Keep where to go on: the mail's link opens in another tab of this browser, and does not know it. */
export function keepNext(next: string | null): void {
  write("localStorage", NEXT, next);
}

/** Where to go on, from the address or as it was kept. */
export function restoreNext(fromAddress: string | null): string {
  return fromAddress ?? ownPath(read<string>("localStorage", NEXT), ACCOUNT);
}

/** Where staff go on: a customer's pages show them nothing, the desk does. */
export function deskWay(next: string): string {
  return next.startsWith(DESK) ? next : DESK;
}

export function forget(): void {
  write("sessionStorage", ASKED, null);
  write("localStorage", NEXT, null);
}

type Place = "sessionStorage" | "localStorage";

function read<T>(place: Place, name: string): T | null {
  try {
    const kept = JSON.parse(globalThis[place].getItem(name) ?? "null") as Kept<T> | null;
    return kept && Date.now() - kept.at < KEPT_MS ? kept.value : null;
  } catch {
    return null;
  }
}

function write(place: Place, name: string, value: unknown): void {
  try {
    if (value === null) globalThis[place].removeItem(name);
    else globalThis[place].setItem(name, JSON.stringify({ value, at: Date.now() }));
  } catch {
    // Storage is full or refused: the page works, and a reload begins anew.
  }
}
