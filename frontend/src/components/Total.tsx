/** A total: its amount, its currency, and that it is net of tax, or which tax is in it. */
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

export function Total({ of }: { of: Pick<PriceBreakdown, "net" | "tax" | "total" | "net_of_tax"> }) {
  return (
    <>
      {of.tax && (
        <p class="total part">
          <span>{t.net}</span> <Money of={of.net} />
        </p>
      )}
      {of.tax && (
        <p class="total part">
          <span>{of.tax.text}</span> <Money of={of.tax.amount} />
        </p>
      )}
      <p class="total">
        <span>{t.total}</span>{" "}
        <strong>
          <Money of={of.total} />
        </strong>
        <small>{t.inCurrency(of.total.currency, of.net_of_tax && !of.tax)}</small>
      </p>
    </>
  );
}
