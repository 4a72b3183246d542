/** Amounts that people type: read digit by digit, and never by a multiplication. */
import type { Money } from "../api/catalogue.ts";
import { exponent } from "./money.ts";

/** Read `1400` or `1400.00`; null where it is anything else, such as `1,400` or a third decimal. */
export function readAmount(text: string, currency: string): Money | null {
  const digits = exponent(currency);
  const found = /^(\d{1,12})(?:\.(\d+))?$/.exec(text.trim());
  const [, whole = "", places = ""] = found ?? [];
  if (!found || places.length > digits || (places && !digits)) return null;
  const minor = Number(whole + places.padEnd(digits, "0"));
  return minor > 0 ? { minor, currency } : null;
}
