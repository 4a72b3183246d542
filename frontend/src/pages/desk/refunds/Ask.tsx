/** What shall go back: an amount by line, whether its cover ends, and why. */
import { useState } from "preact/hooks";
import { previewRefund, type RefundableLine, type RefundLine, type RefundPreview } from "../../../api/deskMoney.ts";
import { Button } from "../../../components/Button.tsx";
import { ErrorSummary, type FieldFault } from "../../../components/ErrorSummary.tsx";
import { Choice, TextField } from "../../../components/Field.tsx";
import { Money } from "../../../components/Small.tsx";
import { useSending } from "../../../components/useSending.ts";
import { decimal, formatMoney, minorUnits } from "../../../lib/money.ts";
import { refunds as t } from "../../../text/en.ts";
import { rests } from "./CoverEnds.tsx";
import { ReasonField, useReason } from "./Reason.tsx";

interface Props {
  preview: RefundPreview;
  show: (wish: { lines: RefundLine[]; reason: string; shown: RefundPreview }) => void;
}

interface Typed {
  amount: string;
  ends: boolean;
}

const NOTHING: Typed = { amount: "", ends: false };
const amountField = (position: number) => `refund-amount-${position}`;

export function Ask({ preview, show }: Props) {
  const { number, lines, left } = preview;
  const [typed, setTyped] = useState<Record<number, Typed>>({});
  const reason = useReason("refund-reason");
  const { busy, faults, requestId, faultOf, refuse, send } = useSending({ reason: "refund-reason" });
  const at = (position: number) => typed[position] ?? NOTHING;
  const change = (position: number, part: Partial<Typed>) => setTyped({ ...typed, [position]: { ...at(position), ...part } });
  const fillIn = () =>
    setTyped(Object.fromEntries(lines.map((line) => [line.position, { amount: line.left.minor > 0 ? decimal(line.left) : "", ends: line.left.minor > 0 && rests(line.cover) }])));
  const check = (event: Event) => {
    event.preventDefault();
    const { wanted, wrong } = read(lines, at, left.currency);
    if (wrong.length || reason.check().length) return refuse([...wrong, ...reason.check()]);
    return send(async () => {
      show({ lines: wanted, reason: reason.text, shown: await previewRefund(number, wanted) });
      return "done";
    });
  };
  return (
    <form noValidate aria-labelledby="refund-title" onSubmit={check}>
      <p>{t.left(formatMoney(left))}</p>
      <ErrorSummary faults={faults} requestId={requestId} />
      {lines.map((line) => (
        <Line
          key={line.position}
          line={line}
          typed={at(line.position)}
          fault={faultOf(amountField(line.position))}
          change={(part) => change(line.position, part)}
        />
      ))}
      <ReasonField reason={reason} hint={t.reasonHint} fault={faultOf("refund-reason")} />
      <div class="actions">
        <Button type="submit" aria-disabled={busy}>
          {busy ? t.checking : t.check}
        </Button>
        <Button kind="quiet" onClick={fillIn}>
          {t.all}
        </Button>
      </div>
    </form>
  );
}

interface LineProps {
  line: RefundableLine;
  typed: Typed;
  fault: string | undefined;
  change: (part: Partial<Typed>) => void;
}

function Line({ line: { position, title, paid, tax, gone, under_way, left, cover }, typed, fault, change }: LineProps) {
  return (
    <fieldset>
      <legend>{title}</legend>
      <dl class="pairs">
        <dt>{t.columns.paid}</dt>
        <dd>
          <Money of={paid} /> {tax.minor !== 0 && <small>{t.taxIn(formatMoney(tax))}</small>}
        </dd>
        {gone.minor !== 0 && (
          <>
            <dt>{t.columns.gone}</dt>
            <dd>
              <Money of={gone} />
            </dd>
          </>
        )}
        {under_way.minor !== 0 && (
          <>
            <dt>{t.columns.underWay}</dt>
            <dd>
              <Money of={under_way} />
            </dd>
          </>
        )}
      </dl>
      <TextField
        id={amountField(position)}
        label={t.amountFor(title, left.currency)}
        hint={t.upTo(formatMoney(left))}
        optional
        inputMode="decimal"
        autocomplete="off"
        maxLength={20}
        value={typed.amount}
        fault={fault}
        onInput={({ currentTarget }) => change({ amount: currentTarget.value })}
      />
      {rests(cover) ? (
        <Choice label={t.endsCover(title)} checked={typed.ends} onChange={({ currentTarget }) => change({ ends: currentTarget.checked })} />
      ) : (
        <p>{t.nothingEnds}</p>
      )}
    </fieldset>
  );
}

/** What was typed as the server takes it, and what is no amount. */
function read(lines: readonly RefundableLine[], at: (position: number) => Typed, currency: string) {
  const wanted: RefundLine[] = [];
  const wrong: FieldFault[] = [];
  for (const { position } of lines) {
    const { amount, ends } = at(position);
    const minor = amount.trim() ? minorUnits(amount, currency) : 0;
    if (minor === null) wrong.push({ field: amountField(position), text: t.badAmount(currency) });
    else if (minor > 0 || ends) wanted.push({ position, amount: { minor, currency }, ends_cover: ends });
  }
  const first = lines[0];
  if (first && !wrong.length && !wanted.some(({ amount }) => amount.minor > 0)) wrong.push({ field: amountField(first.position), text: t.needAmount });
  return { wanted, wrong };
}
