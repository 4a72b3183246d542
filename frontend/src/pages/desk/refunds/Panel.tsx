/** Giving money of an order back: what can go, by line, then what it does, then the act. */
import { useState } from "preact/hooks";
import { previewRefund, type RefundLine, type RefundPreview } from "../../../api/deskMoney.ts";
import { Brought } from "../../../components/Desk.tsx";
import { Badge, Note } from "../../../components/Small.tsx";
import { formatMoment } from "../../../lib/dates.ts";
import { formatMoney } from "../../../lib/money.ts";
import { deskMoney, refunds as t } from "../../../text/en.ts";
import { Ask } from "./Ask.tsx";
import { Checked } from "./Checked.tsx";
import { ConfirmWire, WireFailed } from "./WireBack.tsx";

interface Props {
  number: string;
  /** The order has changed: the page around shows it anew. */
  done: () => void;
}

export function RefundPanel({ number, done }: Props) {
  return (
    <section aria-labelledby="refund-title" class="screen">
      <h2 id="refund-title" tabIndex={-1}>
        {t.title}
      </h2>
      <Brought load={(signal) => previewRefund(number, null, signal)}>
        {(preview, { put }) => (
          <Steps
            preview={preview}
            renew={async () => {
              put(await previewRefund(number, null));
              done();
            }}
          />
        )}
      </Brought>
    </section>
  );
}

interface Wish {
  lines: RefundLine[];
  reason: string;
  shown: RefundPreview;
}

function Steps({ preview, renew }: { preview: RefundPreview; renew: () => Promise<void> }) {
  const [wish, setWish] = useState<Wish | null>(null);
  const [told, setTold] = useState("");
  return (
    <>
      <p role="status">{told}</p>
      <Disputes preview={preview} />
      {preview.refused ? (
        <p>{preview.refused.text}</p>
      ) : wish ? (
        <Checked
          {...wish}
          back={() => setWish(null)}
          done={async (refund) => {
            setTold(t.done(formatMoney(refund.amount)));
            setWish(null);
            await renew();
          }}
        />
      ) : (
        <Ask preview={preview} show={setWish} />
      )}
      <Made preview={preview} renew={renew} />
    </>
  );
}

function Disputes({ preview: { disputes } }: { preview: RefundPreview }) {
  if (disputes.length === 0) return null;
  return (
    <Note tone="warn" title={t.disputesTitle}>
      <ul>
        {disputes.map(({ id, amount, state, reason }) => (
          <li key={id}>
            {formatMoney(amount)}. {deskMoney.disputed(deskMoney.disputeState[state] ?? state, reason)}
          </li>
        ))}
      </ul>
    </Note>
  );
}

/** Refunds made before, and what finance say of those by wire. */
function Made({ preview: { refunds }, renew }: { preview: RefundPreview; renew: () => Promise<void> }) {
  if (refunds.length === 0) return null;
  return (
    <>
      <h3>{t.refundsTitle}</h3>
      <ul class="plain">
        {refunds.map(({ id, amount, method, state, reason, created_at }) => (
          <li key={id}>
            {t.refund(formatMoney(amount), deskMoney.wayName[method] ?? method, deskMoney.refundState[state] ?? state, formatMoment(created_at))}{" "}
            {state === "failed" && <Badge tone="fault">{deskMoney.refundState[state]}</Badge>}
            <div class="small soft">{deskMoney.why(reason)}</div>
            {method === "wire" && state === "requested" && <ConfirmWire id={id} done={renew} />}
            {method === "wire" && state !== "failed" && <WireFailed id={id} done={renew} />}
          </li>
        ))}
      </ul>
    </>
  );
}
