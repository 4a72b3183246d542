/** Placing the order at most once at a time, and what came of it. */
import { useEffect, useRef, useState } from "preact/hooks";
import type { Money } from "../../api/catalogue.ts";
import { type OrderPayload, type OrderView, placeOrder } from "../../api/orders.ts";
import { prepareOrder, type Prepared, type PreparedPayload } from "../../api/prepared.ts";
import { type Acceptance, acceptQuote } from "../../api/quotes.ts";
import { ProblemError } from "../../api/request.ts";
import type { FieldFault } from "../../components/ErrorSummary.tsx";
import { keepToken, orderKey } from "../../state/kept.ts";
import { keepOrderOf } from "../../state/ownOrders.ts";
import type { ChangedCover, ChangedTotal } from "./form.ts";
import type { CoverItem } from "./useCover.ts";

type Explain = (problem: ProblemError) => FieldFault[];

export function usePlacing() {
  const [faults, setFaults] = useState<FieldFault[]>([]);
  const [requestId, setRequestId] = useState<string | null>(null);
  const [total, setTotal] = useState<ChangedTotal | null>(null);
  const [cover, setCover] = useState<ChangedCover | null>(null);
  const [termsBefore, setTermsBefore] = useState<string | null>(null);
  const [prepared, setPrepared] = useState<Prepared | null>(null);
  const [placing, setPlacing] = useState(false);
  const busy = useRef(false);
  const rest = () => {
    busy.current = false;
    setPlacing(false);
  };
  useEffect(() => {
    // "Back" may bring this page alive again just as it was left: with the order being placed.
    addEventListener("pageshow", rest);
    return () => removeEventListener("pageshow", rest);
  }, []);

  const run = async (work: () => Promise<void>, termsVersion: string, explain: Explain) => {
    if (busy.current) return;
    busy.current = true;
    setPlacing(true);
    setFaults([]);
    try {
      await work();
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      rest();
      setRequestId(error.errors.length ? null : error.requestId);
      setFaults(explain(error));
      if (error.type === "total-changed") setTotal(changedTotal(error));
      if (error.type === "terms-changed") setTermsBefore(termsVersion);
    }
  };
  /** The key follows from the content, so that sending the same again orders once. */
  const order = (content: unknown, send: (key: string) => Promise<OrderView>, termsVersion: string, explain: Explain) =>
    run(
      async () => {
        const { token } = await send(orderKey(JSON.stringify(content)));
        keepToken(token);
        location.assign(`/orders/${token}/`);
      },
      termsVersion,
      explain,
    );
  const place = (payload: OrderPayload, explain: Explain, authorization?: string) =>
    order(payload, (key) => placeOrder(payload, key, authorization), payload.terms_version, explain);
  const accept = (quote: { token: string; terms_version: string }, acceptance: Acceptance, explain: Explain) =>
    order([quote.token, acceptance], (key) => accepted(quote.token, acceptance, key), quote.terms_version, explain);
  const send = (payload: PreparedPayload, explain: Explain) =>
    run(
      async () => {
        setPrepared(await prepareOrder(payload, orderKey(JSON.stringify(payload))));
        rest();
      },
      payload.terms_version,
      explain,
    );
  const refuse = (found: FieldFault[]) => {
    setRequestId(null);
    setFaults(found);
  };
  /** Keep the choices as they were shown; a second change is told against what was shown first. */
  const coverChanged = (shown: CoverItem[]) =>
    setCover((before) => ({ was: before?.was ?? Object.fromEntries(shown.map(({ at, choice }) => [at, choice])), agreed: false }));

  return {
    faults,
    requestId,
    changed: { total, cover },
    termsBefore,
    prepared,
    placing,
    place,
    accept,
    send,
    refuse,
    coverChanged,
    agreeTotal: (agreed: boolean) => total && setTotal({ ...total, agreed }),
    agreeCover: (agreed: boolean) => cover && setCover({ ...cover, agreed }),
  };
}

async function accepted(quote: string, acceptance: Acceptance, key: string): Promise<OrderView> {
  const placed = await acceptQuote(quote, acceptance, key);
  keepOrderOf(quote, placed.token);
  return placed;
}

function changedTotal({ body }: ProblemError): ChangedTotal {
  return { was: body["expected_total"] as Money, now: body["total"] as Money, agreed: false };
}
