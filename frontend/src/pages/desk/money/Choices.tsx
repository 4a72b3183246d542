/** What can be done about something that needs a person; every act asks once more, and for a reason. */
import { useState } from "preact/hooks";
import { type Choice, concludeLost, payWith, type Review, readReview, sendAgain, settle } from "../../../api/deskMoney.ts";
import { Confirm, type ConfirmWords } from "../../../components/Confirm.tsx";
import { TextField } from "../../../components/Field.tsx";
import { readOrderNumber } from "../../../lib/orderNumber.ts";
import { deskMoney as t } from "../../../text/en.ts";
import { ReasonField, useReason } from "../refunds/Reason.tsx";
import { ConfirmWire, WireFailed } from "../refunds/WireBack.tsx";

interface Props {
  review: Review;
  put: (review: Review) => void;
  again: () => void;
}

type Plain = Exclude<Choice, "use" | "confirm_wire" | "wire_failed">;

const PLAIN: Record<Plain, { words: ConfirmWords; act: (id: string, reason: string) => Promise<Review> }> = {
  send_back: { words: t.sendBack, act: (id, reason) => settle(id, "send-back", reason) },
  keep: { words: t.keep, act: (id, reason) => settle(id, "keep", reason) },
  reverse: { words: t.reverse, act: (id, reason) => settle(id, "reverse", reason) },
  send_again: { words: t.sendAgain, act: (id, reason) => sendAgain(id, false, reason) },
  send_by_wire: { words: t.sendByWire, act: (id, reason) => sendAgain(id, true, reason) },
  settle: { words: t.settleByHand, act: (id, reason) => settle(id, "close", reason) },
  end_cover: { words: t.endCover, act: (id, reason) => concludeLost(id, true, reason) },
  keep_cover: { words: t.keepCover, act: (id, reason) => concludeLost(id, false, reason) },
  retry: { words: t.retry, act: (id, reason) => settle(id, "retry", reason) },
  close: { words: t.close, act: (id, reason) => settle(id, "close", reason) },
};

export function Choices({ review, put, again }: Props) {
  if (review.may.length === 0) return <p>{t.nothingToDo}</p>;
  return (
    <section aria-labelledby="choices">
      <h2 id="choices">{t.choices}</h2>
      {review.may.map((choice) => (
        <One key={choice} choice={choice} review={review} put={put} again={again} />
      ))}
    </section>
  );
}

function One({ choice, review, put, again }: Props & { choice: Choice }) {
  const refund = review.refunds[0];
  if (choice === "use") return <UseFor review={review} put={put} again={again} />;
  if (choice === "confirm_wire" || choice === "wire_failed") {
    if (!refund) return null;
    // The item itself has changed by what was said of its refund.
    const done = async () => put(await readReview(review.id));
    return choice === "confirm_wire" ? <ConfirmWire id={refund.id} done={done} /> : <WireFailed id={refund.id} done={done} />;
  }
  return <Act choice={choice} id={review.id} put={put} />;
}

function Act({ choice, id, put }: { choice: Plain; id: string; put: (review: Review) => void }) {
  const { words, act } = PLAIN[choice];
  const field = `${choice}-reason`;
  const reason = useReason(field);
  return (
    <Confirm id={choice} kind="secondary" words={words} fields={{ reason: field }} check={reason.check} act={async () => put(await act(id, reason.text))}>
      {(faultOf) => <ReasonField reason={reason} fault={faultOf(field)} />}
    </Confirm>
  );
}

const NUMBER = "use-number";

function UseFor({ review: { id }, put }: Props) {
  const [number, setNumber] = useState("");
  const reason = useReason("use-reason");
  const wrong = () => (readOrderNumber(number) ? [] : [{ field: NUMBER, text: t.needNumber }]);
  return (
    <Confirm
      id="use"
      kind="secondary"
      words={t.use}
      fields={{ order: NUMBER, reason: "use-reason" }}
      check={() => [...wrong(), ...reason.check()]}
      act={async () => put(await payWith(id, readOrderNumber(number) ?? number, reason.text))}
    >
      {(faultOf) => (
        <>
          <TextField
            id={NUMBER}
            label={t.useNumber}
            autocomplete="off"
            value={number}
            fault={faultOf(NUMBER)}
            onInput={({ currentTarget }) => setNumber(currentTarget.value)}
          />
          <ReasonField reason={reason} fault={faultOf("use-reason")} />
        </>
      )}
    </Confirm>
  );
}
