/** What the bank told of a wire, so that two of the same amount can be told apart. */
import type { Review } from "../api/deskMoney.ts";
import { statementAtDesk } from "../state/desk.ts";
import { deskMoney as t } from "../text/en.ts";

export type Told = NonNullable<Review["arrival"]>;

export function Arrival({ of: { bank_reference, payer, payer_account, by_hand, statement_id, line } }: { of: Told }) {
  return (
    <>
      <span class="break">{bank_reference ?? t.noBankReference}</span>
      {payer && <small>{payer}</small>}
      {payer_account && <small class="break">{payer_account}</small>}
      {by_hand && <small>{t.enteredByHand}</small>}
      {statement_id && line !== null && (
        <small>
          <a href={statementAtDesk(statement_id)}>{t.lineOfStatement(line)}</a>
        </small>
      )}
    </>
  );
}
