/** What is taken off a line or off the whole, and why. */
import { SelectField, TextField } from "../../../components/Field.tsx";
import { type DraftDiscount, NO_DISCOUNT } from "../../../state/draft.ts";
import { deskQuotes as t } from "../../../text/en.ts";

interface Props {
  /** The ids of its controls begin with it. */
  at: string;
  label: string;
  discount: DraftDiscount;
  currency: string;
  change: (discount: DraftDiscount) => void;
  faultOf: (id: string) => string | undefined;
}

export function DiscountFields({ at, label, discount, currency, change, faultOf }: Props) {
  const { by, value, reason } = discount;
  const percent = by === "percent";
  const turn = (to: DraftDiscount["by"]) => change(to === "none" ? NO_DISCOUNT : { ...discount, by: to, value: "" });
  return (
    <div class="pair thrice">
      <SelectField id={`${at}-by`} label={label} value={by} onChange={({ currentTarget }) => turn(currentTarget.value as DraftDiscount["by"])}>
        {(["none", "percent", "amount"] as const).map((each) => (
          <option key={each} value={each}>
            {t.discountBy[each]}
          </option>
        ))}
      </SelectField>
      {by !== "none" && (
        <>
          <TextField
            id={`${at}-discount`}
            label={percent ? t.percent : t.amount(currency)}
            hint={percent ? t.percentHint : undefined}
            inputMode="decimal"
            maxLength={16}
            autocomplete="off"
            value={value}
            fault={faultOf(`${at}-discount`)}
            onInput={({ currentTarget }) => change({ ...discount, value: currentTarget.value })}
          />
          <TextField
            id={`${at}-reason`}
            label={t.reason}
            hint={t.reasonHint}
            maxLength={200}
            autocomplete="off"
            value={reason}
            fault={faultOf(`${at}-reason`)}
            onInput={({ currentTarget }) => change({ ...discount, reason: currentTarget.value })}
          />
        </>
      )}
    </div>
  );
}
