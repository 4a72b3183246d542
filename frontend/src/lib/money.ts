/** Money for the eye: formatting only, for no sum is ever made in the browser. */
import type { Money } from "../api/catalogue.ts";

const LOCALE = "en-GB";

/** How many decimal digits a currency writes (ISO 4217), such as 2 for USD, 0 for JPY, 3 for KWD. */
export function exponent(currency: string): number {
  return new Intl.NumberFormat(LOCALE, { style: "currency", currency }).resolvedOptions().maximumFractionDigits ?? 2;
}

/** The exact decimal string of an amount in minor units, made of digits and never of a division. */
export function decimal({ minor, currency }: Money): string {
  const digits = exponent(currency);
  const whole = String(Math.abs(minor)).padStart(digits + 1, "0");
  const split = whole.length - digits;
  return `${minor < 0 ? "-" : ""}${whole.slice(0, split)}${digits ? `.${whole.slice(split)}` : ""}`;
}

/**
 * The minor units of an amount as people type it, such as `1,400` or `116.67`; null for what is none.
 *
 * Made of digits, never of a multiplication: more decimals than the currency has are refused, not rounded.
 */
export function minorUnits(text: string, currency: string): number | null {
  const digits = exponent(currency);
  const [, whole = "", part = ""] = /^(\d{1,3}(?:,\d{3})+|\d{1,12})(?:\.(\d+))?$/.exec(text.trim()) ?? [];
  if (whole === "" || part.length > digits) return null;
  const minor = Number(whole.replace(/,/g, "") + part.padEnd(digits, "0"));
  return Number.isSafeInteger(minor) ? minor : null;
}

/** An amount with its currency, always with its minor units: `US$1,400.00`. */
export function formatMoney(money: Money): string {
  return write(money, exponent(money.currency));
}

/** An amount for a price list, whole amounts without zeros: `US$1,400`, but `US$116.67`. */
export function formatPrice(money: Money): string {
  const digits = exponent(money.currency);
  return write(money, decimal(money).endsWith(`.${"0".repeat(digits)}`) ? 0 : digits);
}

function write(money: Money, digits: number): string {
  const format = new Intl.NumberFormat(LOCALE, {
    style: "currency",
    currency: money.currency,
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
  return format.format(decimal(money) as Intl.StringNumericLiteral);
}
