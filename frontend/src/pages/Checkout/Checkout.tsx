/** The checkout's island: the order as the server prices it, who orders, and placing it once. */
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import type { Money } from "../../api/catalogue.ts";
import { placeOrder } from "../../api/orders.ts";
import { ProblemError } from "../../api/request.ts";
import { ButtonLink } from "../../components/Button.tsx";
import { ErrorSummary, type FieldFault } from "../../components/ErrorSummary.tsx";
import { Note } from "../../components/Small.tsx";
import { usePrices } from "../../components/usePrices.ts";
import { keepBuyer, keepConsent, keepInstallations, keepToken, orderKey, restoreBuyer, restoreConsent, restoreInstallations } from "../../state/kept.ts";
import type { Offer } from "../../state/offer.ts";
import { readPreset } from "../../state/preset.ts";
import { changeCard, entries } from "../../state/selection.ts";
import { checkout as t } from "../../text/en.ts";
import { BuyerFields, InstallationFields, TermsField } from "./Fields.tsx";
import { type BuyerValues, type ChangedTotal, EMPTY, type Kept, missing, orderPayload, problemFaults } from "./form.ts";
import { Changes, Lines, Side } from "./Review.tsx";

export function Checkout({ offer, search }: { offer: Offer; search: string }) {
  const [preset] = useState(() => readPreset(search, offer));
  const [selection, setSelection] = useState(() => restoreInstallations(preset.selection));
  const [values, setValues] = useState<Kept>(() => ({ ...EMPTY, ...(search ? { ...restoreBuyer<BuyerValues>(), accepted: restoreConsent(search) } : {}) }));
  const placed = useMemo(() => entries(selection, offer), [selection]);
  const prices = usePrices(placed);
  const form = usePlacing();

  if (placed.length === 0) return <Empty faults={preset.faults} search={search} />;

  const change = (next: Partial<Kept>) => {
    const { accepted, ...buyer } = { ...values, ...next };
    setValues({ ...buyer, accepted });
    keepBuyer(buyer);
    keepConsent(search, accepted);
  };
  const changeInstallation = (key: string, next: Parameters<typeof changeCard>[2]) => {
    const changed = changeCard(selection, key, next);
    setSelection(changed);
    keepInstallations(changed);
  };
  const { breakdown, faults: refused } = prices.answer;
  const complete = breakdown !== null && refused.length === 0 && preset.faults.length === 0;

  const submit = (event: Event) => {
    event.preventDefault();
    if (!complete) return form.refuse([{ field: null, text: t.notPriced }]);
    const found = missing(selection, offer, prices.answer, values, form.changed);
    if (found.length) return form.refuse(found);
    return void form.place(orderPayload(selection, offer, values, breakdown), (problem) => {
      if (problem.type === "total-changed" || problem.type === "terms-changed") prices.retry();
      return problemFaults(problem, selection, offer);
    });
  };
  const faultOf = (id: string) => form.faults.find(({ field }) => field === id)?.text;

  return (
    <form class="scripted" noValidate onSubmit={submit}>
      <ErrorSummary faults={form.faults} requestId={form.requestId} />
      <Changes changed={form.changed} agree={form.agree} accepted={form.termsBefore} now={breakdown?.catalogue_version} faultOf={faultOf} />
      <Refused faults={[...preset.faults, ...refused.map(({ text }) => text)]} search={search} />
      <div class="buying">
        <div class="choosing">
          <Lines offer={offer} prices={prices} search={search} />
          <InstallationFields offer={offer} selection={selection} answer={prices.answer} change={changeInstallation} faultOf={faultOf} />
          <BuyerFields values={values} change={change} faultOf={faultOf} />
          {breakdown && (
            <TermsField
              version={breakdown.catalogue_version}
              accepted={values.accepted}
              change={(accepted) => change({ accepted })}
              faultOf={faultOf}
            />
          )}
        </div>
        <Side placed={placed} prices={prices} placing={form.placing} />
      </div>
    </form>
  );
}

/** Placing the order at most once at a time, and what came of it. */
function usePlacing() {
  const [faults, setFaults] = useState<FieldFault[]>([]);
  const [requestId, setRequestId] = useState<string | null>(null);
  const [changed, setChanged] = useState<ChangedTotal | null>(null);
  const [termsBefore, setTermsBefore] = useState<string | null>(null);
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

  const place = async (payload: ReturnType<typeof orderPayload>, explain: (problem: ProblemError) => FieldFault[]) => {
    if (busy.current) return;
    busy.current = true;
    setPlacing(true);
    setFaults([]);
    try {
      const order = await placeOrder(payload, orderKey(JSON.stringify(payload)));
      keepToken(order.token);
      location.assign(`/orders/${order.token}/`);
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      rest();
      setRequestId(error.errors.length ? null : error.requestId);
      setFaults(explain(error));
      if (error.type === "total-changed") setChanged(changedTotal(error));
      if (error.type === "terms-changed") setTermsBefore(payload.terms_version);
    }
  };
  const refuse = (found: FieldFault[]) => {
    setRequestId(null);
    setFaults(found);
  };
  const agree = (agreed: boolean) => changed && setChanged({ ...changed, agreed });
  return { faults, requestId, changed, termsBefore, placing, place, refuse, agree };
}

function changedTotal({ body }: ProblemError): ChangedTotal {
  return { was: body["expected_total"] as Money, now: body["total"] as Money, agreed: false };
}

function Empty({ faults, search }: { faults: string[]; search: string }) {
  return (
    <div class="scripted">
      <Refused faults={faults} search={search} />
      <h2>{t.emptyTitle}</h2>
      <p>{t.empty}</p>
      <ButtonLink kind="primary" href="/configure/">
        {t.choose}
      </ButtonLink>
    </div>
  );
}

/** Lines that cannot be ordered are mended in the configurator, which keeps all the rest. */
function Refused({ faults, search }: { faults: string[]; search: string }) {
  if (faults.length === 0) return null;
  return (
    <Note tone="fault" title={t.faultyTitle}>
      <ul>
        {faults.map((fault) => (
          <li key={fault}>{fault}</li>
        ))}
      </ul>
      <p>
        <a href={`/configure/${search}`}>{t.change}</a>
      </p>
    </Note>
  );
}
