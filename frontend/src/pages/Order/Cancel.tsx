/** Cancelling an unpaid order, asked twice. */
import { useEffect, useRef, useState } from "preact/hooks";
import { cancelOrder } from "../../api/orders.ts";
import { Button } from "../../components/Button.tsx";
import { order as t } from "../../text/en.ts";
import { useAction } from "./useAction.ts";

const ASK = "cancel-order";

export function Cancel({ token, done }: { token: string; done: () => void }) {
  const [asked, ask] = useState(false);
  const { busy, fault, run } = useAction(done);
  const question = useRef<HTMLDivElement>(null);
  const before = useRef(asked);
  useEffect(() => {
    if (asked) question.current?.focus();
    else if (before.current) document.getElementById(ASK)?.focus();
    before.current = asked;
  }, [asked]);

  const cancel = () =>
    run(async () => {
      await cancelOrder(token);
      return "done";
    });
  if (!asked) {
    return (
      <p class="screen">
        <Button kind="quiet" id={ASK} onClick={() => ask(true)}>
          {t.cancel}
        </Button>
      </p>
    );
  }
  return (
    <div class="note warn screen" ref={question} tabIndex={-1} role="group" aria-labelledby="cancel-title">
      <h2 id="cancel-title">{t.cancelTitle}</h2>
      <p>{t.cancelText}</p>
      <div role="alert">{fault && <p class="fault">{fault}</p>}</div>
      <div class="actions">
        <Button onClick={cancel} aria-disabled={busy}>
          {t.cancelYes}
        </Button>
        <Button onClick={() => ask(false)}>{t.cancelNo}</Button>
      </div>
    </div>
  );
}
