/** A total: its amount, its currency, and that it is net of tax. */
import type { PriceBreakdown } from "../api/prices.ts";
import { buying as t } from "../text/en.ts";
import { Money } from "./Small.tsx";

/** In the total's place while it is not known, and why. */
export function NoTotal({ why }: { why: string }) {
  return (
    <p class="total">
      <span>{t.total}</span> <strong>…</strong>
      <small>{why}</small>
    </p>
  );
}

export function Total({ of }: { of: Pick<PriceBreakdown, "total" | "net_of_tax"> }) {
  return (
    <p class="total">
      <span>{t.total}</span>{" "}
      <strong>
        <Money of={of.total} />
      </strong>
      <small>{t.inCurrency(of.total.currency, of.net_of_tax)}</small>
    </p>
  );
}
