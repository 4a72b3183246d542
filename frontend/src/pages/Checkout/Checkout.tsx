/** The checkout's island: the order as the server prices it, who orders, and placing it once. */
import { useEffect } from "preact/hooks";
import { ButtonLink } from "../../components/Button.tsx";
import { ErrorSummary } from "../../components/ErrorSummary.tsx";
import { LookedUp } from "../../components/Failed.tsx";
import { Note } from "../../components/Small.tsx";
import { signInFirst } from "../../lib/ways.ts";
import type { Offer } from "../../state/offer.ts";
import { quoteToOrder } from "../../state/quotes.ts";
import type { Selection } from "../../state/selection.ts";
import { checkout as t } from "../../text/en.ts";
import { ByQuote } from "./ByQuote.tsx";
import { CoverChanges, CoverFields } from "./Cover.tsx";
import { BuyerFields, CountryField, InstallationFields, TermsField } from "./Fields.tsx";
import { buyerControl, PAYER, taxIdFault } from "./form.ts";
import { Changes, Lines, Side } from "./Review.tsx";
import { PayerField, Sent } from "./Send.tsx";
import { type CheckoutState, useCheckout } from "./useCheckout.ts";
import type { Cover } from "./useCover.ts";

export function Checkout(props: { offer: Offer; search: string }) {
  return quoteToOrder(props.search) ? <ByQuote {...props} /> : <BySelection {...props} />;
}

function BySelection({ offer, search }: { offer: Offer; search: string }) {
  const checkout = useCheckout(offer, search);
  const { preset, selection, placed, placing, cover } = checkout;
  const change = changeAddress(selection, search);
  const nothingNamed = placed.length === 0 && preset.selection.booked.length === 0;
  if (nothingNamed) return <Empty faults={preset.faults} change={change} />;
  if (placing.prepared) return <Sent prepared={placing.prepared} />;
  if (cover.waiting) return <Waiting cover={cover} search={search} />;
  return <Ordering offer={offer} checkout={checkout} change={change} />;
}

interface OrderingProps {
  offer: Offer;
  checkout: CheckoutState;
  /** Where what is ordered was chosen. */
  change: string;
}

function Ordering({ offer, checkout, change }: OrderingProps) {
  const { known, selection, cover, placed, prices, placing, faulty, form, changeInstallation, submit } = checkout;
  const { total, cover: changedCover } = placing.changed;
  const wrongTaxId = taxIdFault(prices.problem);
  const told = wrongTaxId ? [{ field: buyerControl("tax_id"), text: wrongTaxId }, ...placing.faults] : placing.faults;
  const faultOf = (id: string) => told.find(({ field }) => field === id)?.text;
  const version = prices.answer.breakdown?.catalogue_version;
  return (
    <form class="scripted" noValidate onSubmit={submit}>
      <ErrorSummary faults={placing.faults} requestId={placing.requestId} />
      <Changes changed={total} agree={placing.agreeTotal} accepted={placing.termsBefore} now={version} faultOf={faultOf} />
      <CoverChanges changed={changedCover} cover={cover} agree={placing.agreeCover} faultOf={faultOf} />
      <Refused faults={faulty} change={change} />
      <div class="buying">
        <div class="choosing">
          <Lines offer={offer} prices={prices} change={change} />
          <InstallationFields offer={offer} selection={selection} answer={prices.answer} change={changeInstallation} faultOf={faultOf} />
          <CoverFields cover={cover} faultOf={faultOf} />
          <WhoPays checkout={checkout} version={version} faultOf={faultOf} />
        </div>
        <Side known={known} placed={placed} prices={prices} placing={placing.placing} sends={form.sends} />
      </div>
    </form>
  );
}

interface WhoPaysProps {
  checkout: CheckoutState;
  /** The version of the terms of sale that is in force; unknown before there is a price. */
  version: string | undefined;
  faultOf: (id: string) => string | undefined;
}

/** Who may order states who buys and accepts the terms of sale; everybody else chooses who is asked to. */
function WhoPays({ checkout: { form, payers, change }, version, faultOf }: WhoPaysProps) {
  const { values, sends, asksCountry } = form;
  if (sends) {
    return (
      <PayerField payers={payers} chosen={values.payer} choose={(payer) => change({ payer })} fault={faultOf(PAYER)}>
        {asksCountry && <CountryField value={values.country} change={(country) => change({ country })} fault={faultOf(buyerControl("country"))} />}
      </PayerField>
    );
  }
  return (
    <>
      <BuyerFields values={values} change={change} faultOf={faultOf} />
      {version && <TermsField version={version} accepted={values.accepted} change={(accepted) => change({ accepted })} faultOf={faultOf} />}
    </>
  );
}

/** Before it is known how the named installations stand. */
function Waiting({ cover: { problem, again }, search }: { cover: Cover; search: string }) {
  const signedOut = problem?.status === 401;
  useEffect(() => {
    if (signedOut) location.replace(signInFirst(`/checkout/${search}`));
  }, [signedOut]);
  return (
    <LookedUp problem={problem} loading={t.coverWorking} again={again}>
      {signedOut && <a href={signInFirst(`/checkout/${search}`)}>{t.signIn}</a>}
    </LookedUp>
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
