/** The dates that an approval or a correction sets, shown before cover begins or the buyer is told. */
import { Fragment } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { type ApprovalPreview, approveOrder, type Correction, type DeskOrder } from "../../../api/deskFiles.ts";
import { Button } from "../../../components/Button.tsx";
import { ErrorSummary } from "../../../components/ErrorSummary.tsx";
import { useSending } from "../../../components/useSending.ts";
import { linesByPosition } from "../../../state/orders.ts";
import { deskOrder as t } from "../../../text/en.ts";
import { Spans } from "../../Order/Corrections.tsx";

interface Props {
  order: DeskOrder["order"];
  shown: ApprovalPreview;
  reason: string;
  changed: Correction[];
  back: () => void;
  done: (found: DeskOrder) => void;
}

export function Approving({ order, shown, reason, changed, back, done }: Props) {
  const { busy, faults, requestId, send } = useSending();
  const box = useRef<HTMLFormElement>(null);
  useEffect(() => box.current?.focus(), []);
  const corrected = changed.length > 0;
  const lines = linesByPosition(order);
  const submit = (event: Event) => {
    event.preventDefault();
    send(async () => {
      const found = await approveOrder(order.number, reason, changed);
      back();
      done(found);
      return "done";
    });
  };
  return (
    <section aria-labelledby="approve-title">
      <h2 id="approve-title">{t.approveTitle}</h2>
      <form class="note warn" ref={box} tabIndex={-1} aria-labelledby="approving-title" onSubmit={submit}>
        <h3 id="approving-title">{t.approvingTitle}</h3>
        <ErrorSummary faults={faults} requestId={requestId} />
        <p>{corrected ? t.correctDoes(order.buyer.email) : t.approveDoes}</p>
        <dl class="pairs">
          {shown.terms.map(({ line, terms }) => (
            <Fragment key={line}>
              <dt>{lines[line]?.title}</dt>
              <dd>
                <Spans terms={terms} />
              </dd>
            </Fragment>
          ))}
        </dl>
        <div class="actions">
          <Button type="submit" kind="primary" aria-disabled={busy}>
            {busy ? t.acting : corrected ? t.correct : t.approve}
          </Button>
          <Button onClick={back}>{t.change}</Button>
        </div>
      </form>
    </section>
  );
}
