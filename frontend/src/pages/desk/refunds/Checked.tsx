/** What a refund does, before it is done: the money, and what cover ends. */
import { useEffect, useRef } from "preact/hooks";
import { giveBack, type Refund, type RefundLine, type RefundPreview } from "../../../api/deskMoney.ts";
import { Button } from "../../../components/Button.tsx";
import { ErrorSummary } from "../../../components/ErrorSummary.tsx";
import { useSending } from "../../../components/useSending.ts";
import { formatMoney } from "../../../lib/money.ts";
import { refunds as t } from "../../../text/en.ts";
import { CoverEnds, rests } from "./CoverEnds.tsx";

interface Props {
  lines: RefundLine[];
  reason: string;
  /** As the server worked it out for these lines. */
  shown: RefundPreview;
  back: () => void;
  done: (refund: Refund) => Promise<void>;
}

export function Checked({ lines, reason, shown, back, done }: Props) {
  const { busy, faults, requestId, send } = useSending();
  const box = useRef<HTMLFormElement>(null);
  useEffect(() => box.current?.focus(), []);
  const submit = (event: Event) => {
    event.preventDefault();
    send(async () => {
      await done(await giveBack(shown.number, lines, reason, shown.left));
      return "done";
    });
  };
  const amount = formatMoney(shown.amount);
  return (
    <form class="note warn" ref={box} tabIndex={-1} aria-labelledby="refund-checked" onSubmit={submit}>
      <h3 id="refund-checked">{t.checkedTitle}</h3>
      <ErrorSummary faults={faults} requestId={requestId} />
      <p>
        <strong>{t.goesBack(amount, formatMoney(shown.net), formatMoney(shown.tax))}</strong>
      </p>
      <p>{t.way[shown.method ?? ""]}</p>
      {shown.lines.map(
        ({ position, title, asked, cover }) =>
          asked && (
            <div key={position}>
              <h4>{t.ofLine(title, formatMoney(asked.amount))}</h4>
              {asked.ends_cover || !rests(cover) ? <CoverEnds cover={cover} /> : <p>{t.stays}</p>}
            </div>
          ),
      )}
      <div class="actions">
        <Button type="submit" kind="primary" aria-disabled={busy}>
          {busy ? t.giving : t.yes(amount)}
        </Button>
        <Button onClick={back}>{t.change}</Button>
      </div>
    </form>
  );
}
