/** The checkout's island: the order as the server prices it, who orders, and placing it once. */
import { useEffect, useMemo, useState } from "preact/hooks";
import { readPayers } from "../../api/prepared.ts";
import type { ProblemError } from "../../api/request.ts";
import { type ContactSession, readSession } from "../../api/session.ts";
import { Button, ButtonLink } from "../../components/Button.tsx";
import { ErrorSummary } from "../../components/ErrorSummary.tsx";
import { Note } from "../../components/Small.tsx";
import { useLoaded } from "../../components/useLoaded.ts";
import { usePrices } from "../../components/usePrices.ts";
import { signInFirst } from "../../lib/ways.ts";
import { keepBuyer, keepConsent, keepInstallations, restoreBuyer, restoreConsent, restoreInstallations } from "../../state/kept.ts";
import { type Offer, planName } from "../../state/offer.ts";
import { readPreset } from "../../state/preset.ts";
import { changeCard, entries, type Selection } from "../../state/selection.ts";
import { checkout as t, common } from "../../text/en.ts";
import { CoverChanges, CoverFields } from "./Cover.tsx";
import { BuyerFields, CountryField, InstallationFields, TermsField } from "./Fields.tsx";
import { buyerControl, type BuyerValues, EMPTY, type Form, type Kept, missing, orderPayload, PAYER, prefilled, preparedPayload, problemFaults } from "./form.ts";
import { Changes, Lines, Side } from "./Review.tsx";
import { PayerField, Sent } from "./Send.tsx";
import { type Cover, useCover } from "./useCover.ts";
import { usePlacing } from "./usePlacing.ts";

/** Refusals after which everything is priced again, for it is no longer what was shown. */
const CHANGED: ReadonlySet<string> = new Set(["total-changed", "terms-changed", "cover-changed"]);

export function Checkout({ offer, search }: { offer: Offer; search: string }) {
  const [preset] = useState(() => readPreset(search, offer));
  const [selection, setSelection] = useState(() => restoreInstallations(preset.selection));
  const [values, setValues] = useState<Kept>(() => ({ ...EMPTY, ...(search ? { ...restoreBuyer<BuyerValues>(), accepted: restoreConsent(search) } : {}) }));
  const cover = useCover(preset.selection.booked);
  const placed = useMemo(() => [...entries(selection, offer), ...cover.entries], [selection, cover.entries]);
  const prices = usePrices(placed);
  const placing = usePlacing();
  const { session, payers } = useBuyer(search);
  useEffect(() => {
    if (session) setValues((present) => prefilled(present, session));
  }, [session]);

  const coverMoved = () => {
    placing.coverChanged(cover.items);
    cover.again();
  };
  const stale = prices.answer.faults.some(({ rule }) => rule === "cover-changed");
  useEffect(() => {
    if (stale) coverMoved();
  }, [stale]);

  const nothingNamed = placed.length === 0 && preset.selection.booked.length === 0;
  if (nothingNamed) return <Empty faults={preset.faults} change={changeAddress(selection, search)} />;
  if (placing.prepared) return <Sent prepared={placing.prepared} />;
  if (cover.waiting) return <Waiting cover={cover} search={search} />;

  const sends = session !== null && !session.permissions.includes("order");
  const asksCountry = sends && session.customer.country === null;
  const form: Form = { selection, cover: cover.items, offer, answer: prices.answer, values, sends, asksCountry };
  const change = (next: Partial<Kept>) => {
    const { accepted, payer, ...buyer } = { ...values, ...next };
    setValues({ ...buyer, accepted, payer });
    keepBuyer(buyer);
    keepConsent(search, accepted);
  };
  const changeInstallation = (key: string, next: Parameters<typeof changeCard>[2]) => {
    const changed = changeCard(selection, key, next);
    setSelection(changed);
    keepInstallations(changed);
  };
  const { breakdown, faults: refused } = prices.answer;
  const closed = cover.items.filter(({ choice }) => !choice).map(({ options, booked }) => t.notOpenAny(options.name, planName(offer, booked.plan)));
  const faulty = [...preset.faults, ...closed, ...refused.map(({ text }) => text)];

  const submit = (event: Event) => {
    event.preventDefault();
    if (!breakdown || faulty.length > 0) return placing.refuse([{ field: null, text: t.notPriced }]);
    const found = missing(form, placing.changed);
    if (found.length) return placing.refuse(found);
    const explain = (problem: ProblemError) => {
      if (problem.type === "cover-changed") coverMoved();
      if (CHANGED.has(problem.type)) prices.retry();
      return problemFaults(problem, placed);
    };
    return void (sends ? placing.send(preparedPayload(form, breakdown), explain) : placing.place(orderPayload(form, breakdown), explain));
  };
  const faultOf = (id: string) => placing.faults.find(({ field }) => field === id)?.text;
  const { total, cover: changedCover } = placing.changed;

  return (
    <form class="scripted" noValidate onSubmit={submit}>
      <ErrorSummary faults={placing.faults} requestId={placing.requestId} />
      <Changes changed={total} agree={placing.agreeTotal} accepted={placing.termsBefore} now={breakdown?.catalogue_version} faultOf={faultOf} />
      <CoverChanges changed={changedCover} cover={cover} agree={placing.agreeCover} faultOf={faultOf} />
      <Refused faults={faulty} change={changeAddress(selection, search)} />
      <div class="buying">
        <div class="choosing">
          <Lines offer={offer} prices={prices} change={changeAddress(selection, search)} />
          <InstallationFields offer={offer} selection={selection} answer={prices.answer} change={changeInstallation} faultOf={faultOf} />
          <CoverFields cover={cover} faultOf={faultOf} />
          {sends ? (
            <PayerField payers={payers} chosen={values.payer} choose={(payer) => change({ payer })} fault={faultOf(PAYER)}>
              {asksCountry && (
                <CountryField value={values.country} change={(country) => change({ country })} fault={faultOf(buyerControl("country"))} />
              )}
            </PayerField>
          ) : (
            <BuyerFields values={values} change={change} faultOf={faultOf} />
          )}
          {breakdown && !sends && (
            <TermsField
              version={breakdown.catalogue_version}
              accepted={values.accepted}
              change={(accepted) => change({ accepted })}
              faultOf={faultOf}
            />
          )}
        </div>
        <Side placed={placed} prices={prices} placing={placing.placing} sends={sends} />
      </div>
    </form>
  );
}

/** Who is signed in, if anybody, and who of the company may pay where that is somebody else. */
function useBuyer(search: string) {
  const { value } = useLoaded(async (signal) => {
    const session = search ? await readSession(signal) : null;
    if (session?.kind !== "contact") return null;
    const payers = session.permissions.includes("order") ? null : await readPayers(signal);
    return { session, payers };
  });
  return { session: value?.session ?? (null as ContactSession | null), payers: value?.payers ?? null };
}

/** Before it is known how the named installations stand. */
function Waiting({ cover: { problem, again }, search }: { cover: Cover; search: string }) {
  const signedOut = problem?.status === 401;
  useEffect(() => {
    if (signedOut) location.replace(signInFirst(`/checkout/${search}`));
  }, [signedOut]);
  return (
    <div class="scripted">
      <p role="status">{!problem && t.coverWorking}</p>
      <div role="alert">
        {problem && (
          <Note tone="fault">
            <p>{problem.unreachable ? common.unreachable : problem.detail || common.failed}</p>
            {signedOut ? <a href={signInFirst(`/checkout/${search}`)}>{t.signIn}</a> : <Button onClick={again}>{common.retry}</Button>}
          </Note>
        )}
      </div>
    </div>
  );
}

function Empty({ faults, change }: { faults: string[]; change: string }) {
  return (
    <div class="scripted">
      <Refused faults={faults} change={change} />
      <h2>{t.emptyTitle}</h2>
      <p>{t.empty}</p>
      <ButtonLink kind="primary" href="/configure/">
        {t.choose}
      </ButtonLink>
    </div>
  );
}

/** Lines that cannot be ordered are mended where they were chosen. */
function Refused({ faults, change }: { faults: string[]; change: string }) {
  if (faults.length === 0) return null;
  return (
    <Note tone="fault" title={t.faultyTitle}>
      <ul>
        {faults.map((fault) => (
          <li key={fault}>{fault}</li>
        ))}
      </ul>
      <p>
        <a href={change}>{t.change}</a>
      </p>
    </Note>
  );
}

/** Where the selection was made: the account for its installations, else the configurator, which keeps all of it. */
function changeAddress({ booked }: Selection, search: string): string {
  return `${booked.length ? "/account/extend/" : "/configure/"}${search}`;
}
