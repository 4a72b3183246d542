/** Amounts of money above zero that people type. */
import type { Money } from "../api/catalogue.ts";
import { minorUnits } from "./money.ts";

/** Read `1400`, `1400.00` or `1,400.00`; null where it is anything else, such as a third decimal. */
export function readAmount(text: string, currency: string): Money | null {
  const minor = minorUnits(text, currency);
  return minor ? { minor, currency } : null;
}
