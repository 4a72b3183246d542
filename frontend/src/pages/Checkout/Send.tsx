/** For a contact who prepares and does not order: who gets the order to pay it, and that it was sent. */
import type { ComponentChildren } from "preact";
import { useEffect } from "preact/hooks";
import type { Payer, Prepared } from "../../api/prepared.ts";
import { ButtonLink } from "../../components/Button.tsx";
import { SelectField } from "../../components/Field.tsx";
import { Note } from "../../components/Small.tsx";
import { formatMoment } from "../../lib/dates.ts";
import { dropLead, nameDocument } from "../../lib/heading.ts";
import { formatMoney } from "../../lib/money.ts";
import { checkout as t } from "../../text/en.ts";
import { PAYER } from "./form.ts";

interface Props {
  payers: Payer[] | null;
  chosen: string;
  choose: (id: string) => void;
  fault: string | undefined;
  /** The field for the country, where the books know none. */
  children: ComponentChildren;
}

export function PayerField({ payers, chosen, choose, fault, children }: Props) {
  return (
    <section>
      <h2>{t.payerTitle}</h2>
      <p>{t.payerLead}</p>
      {payers?.length === 0 ? (
        <p class="note warn">{t.noPayers}</p>
      ) : (
        <SelectField id={PAYER} label={t.payer} value={chosen} fault={fault} onChange={({ currentTarget }) => choose(currentTarget.value)}>
          <option value="">{t.choosePayer}</option>
          {payers?.map(({ id, name, email }) => (
            <option key={id} value={id}>
              {t.payerOption(name, email)}
            </option>
          ))}
        </SelectField>
      )}
      {children}
    </section>
  );
}

/** The page is then no checkout any more: it says what became of the order. */
export function Sent({ prepared: { number, total, sent_to, expires_at } }: { prepared: Prepared }) {
  useEffect(() => {
    nameDocument(t.sentHeading);
    dropLead();
  }, []);
  return (
    <>
      <div role="status">
        <Note tone="good" title={t.sentTitle(sent_to)}>
          <p>{t.sent(number, formatMoney(total), formatMoment(expires_at))}</p>
        </Note>
      </div>
      <ButtonLink kind="primary" href="/account/">
        {t.toAccount}
      </ButtonLink>
    </>
  );
}
