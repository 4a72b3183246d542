/** What a bank needs to know, each with a button that copies it. */
import type { ComponentChildren } from "preact";
import type { WireInstructions } from "../../api/orders.ts";
import { CopyButton } from "../../components/CopyButton.tsx";
import { Money, Note } from "../../components/Small.tsx";
import { formatDate } from "../../lib/dates.ts";
import { decimal, formatMoney } from "../../lib/money.ts";
import { order as t } from "../../text/en.ts";

export function Wire({ wire }: { wire: WireInstructions }) {
  return (
    <>
      <h2 id="pay-title" tabIndex={-1}>{t.wireTitle}</h2>
      {wire.received.minor > 0 && (
        <Note tone="warn">
          <p>{t.partPaid(formatMoney(wire.received), formatMoney(wire.amount))}</p>
        </Note>
      )}
      <p>{t.wireLead}</p>
      <dl class="facts wire">
        <Row name={t.beneficiary}>{wire.beneficiary}</Row>
        <Row name={t.bank}>{wire.bank}</Row>
        <Row name={t.iban} copy={[t.copyNames.iban, wire.iban.replace(/\s/g, "")]}>
          {wire.iban}
        </Row>
        <Row name={t.bic}>{wire.bic}</Row>
        <Row name={t.reference} copy={[t.copyNames.reference, wire.reference]}>
          <strong>{wire.reference}</strong>
        </Row>
        <Row name={t.amount} copy={[t.copyNames.amount, decimal(wire.amount)]}>
          <Money of={wire.amount} />
        </Row>
        <Row name={t.due} copy={[t.copyNames.due, wire.due]}>
          {t.dueText(formatDate(wire.due))}
        </Row>
        <Row name={t.honoured}>{t.honouredText(formatDate(wire.honoured_until))}</Row>
      </dl>
      {wire.qr && (
        <figure class="code">
          <img src={wire.qr} alt={t.codeAlt} width="220" height="220" />
          <figcaption>{t.codeText}</figcaption>
        </figure>
      )}
    </>
  );
}

function Row({ name, copy, children }: { name: string; copy?: [what: string, text: string]; children: ComponentChildren }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>
        <span class="value">{children}</span>
        {copy && (
          <span class="screen">
            <CopyButton text={() => copy[1]} words={t.copying(copy[0])} />
          </span>
        )}
      </dd>
    </>
  );
}
