/** Paying: the attempt that is open, how the last one ended, and the choice of a method. */
import { useState } from "preact/hooks";
import { type AttemptView, type Method, type OrderView, startAttempt } from "../../api/orders.ts";
import { Button, ButtonLink } from "../../components/Button.tsx";
import { Choice } from "../../components/Field.tsx";
import { Note } from "../../components/Small.tsx";
import { formatMoment } from "../../lib/dates.ts";
import { type AttemptNews, attemptNews, awaitsWire, onItsWay, openAttempt } from "../../state/orders.ts";
import { order as t } from "../../text/en.ts";
import { useAction, useFocusAfter } from "./useAction.ts";
import { Wire } from "./Wire.tsx";

const NEWS: Record<AttemptNews, (method: Method) => string> = {
  declined: t.declined,
  failed: t.failedAttempt,
  left: t.leftAttempt,
  expired: t.expiredAttempt,
};

export function Pay({ order, done }: { order: OrderView; done: () => void }) {
  const open = openAttempt(order);
  const ended = attemptNews(order);
  const coming = onItsWay(order);
  const wired = !open && awaitsWire(order);
  // Once a part came by wire, the rest does too.
  const others = order.methods.some((method) => method !== (open?.method ?? "wire"));
  useFocusAfter(wired, "pay-title");
  return (
    <section class="pay" aria-labelledby="pay-title">
      <div role="alert">
        {ended && (
          <Note tone={ended.news === "left" ? "info" : "warn"}>
            <p>{NEWS[ended.news](ended.method)}</p>
          </Note>
        )}
      </div>
      {open && <Open attempt={open} coming={coming} />}
      {wired && order.wire && <Wire wire={order.wire} />}
      {coming || (wired && !others) ? null : open || wired ? (
        <details class="screen">
          <summary>{t.otherWay}</summary>
          <Methods order={order} done={done} kind="secondary" now={open?.method ?? "wire"} />
        </details>
      ) : (
        <>
          <h2 id="pay-title" class="screen">
            {t.payTitle}
          </h2>
          <Methods order={order} done={done} kind="primary" now={null} />
        </>
      )}
    </section>
  );
}

/** An attempt whose page is open at the provider, or that waits for the provider's bank. */
function Open({ attempt, coming }: { attempt: AttemptView; coming: boolean }) {
  const { method, expires_at, redirect_url } = attempt;
  return (
    <div class="note">
      <h2 id="pay-title">{coming ? t.comingTitle(method) : t.openTitle(method)}</h2>
      <p>{coming ? t.comingText : t.openText(formatMoment(expires_at))}</p>
      <p>{t.updates}</p>
      {!coming && redirect_url && (
        <ButtonLink kind="primary" href={redirect_url}>
          {t.carryOn[method]}
        </ButtonLink>
      )}
    </div>
  );
}

interface MethodsProps {
  order: OrderView;
  done: () => void;
  kind: "primary" | "secondary";
  /** The method that is open already, which is no other way. */
  now: Method | null;
}

function Methods({ order, done, kind, now }: MethodsProps) {
  const offered = order.methods.filter((method) => method !== now);
  const usual = offered.find((method) => method === order.method) ?? offered[0];
  const [chosen, choose] = useState<Method | undefined>(usual);
  const method = chosen && offered.includes(chosen) ? chosen : usual;
  const { busy, fault, run } = useAction(done);
  if (!method) return <p>{t.noMethods}</p>;

  const pay = (event: Event) => {
    event.preventDefault();
    run(async () => {
      const { redirect_url } = await startAttempt(order.token, method, order.shown);
      if (!redirect_url) return "done";
      location.assign(redirect_url);
      return "keep";
    });
  };
  return (
    <form class="screen" onSubmit={pay}>
      <fieldset class="methods">
        <legend class="unseen">{t.payTitle}</legend>
        {offered.map((each) => (
          <Choice
            key={each}
            type="radio"
            name="method"
            value={each}
            checked={each === method}
            label={<MethodWords method={each} />}
            onChange={() => choose(each)}
          />
        ))}
      </fieldset>
      <div role="alert">{fault && <p class="note fault">{fault}</p>}</div>
      <Button kind={kind} type="submit" aria-disabled={busy}>
        {busy ? t.paying : t.payVerb[method]}
      </Button>
    </form>
  );
}

function MethodWords({ method }: { method: Method }) {
  return (
    <>
      <strong>{t.methodName[method]}</strong> <br />
      <span class="small">{t.methodHint[method]}</span>
    </>
  );
}
