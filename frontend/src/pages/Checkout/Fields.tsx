/** The fields of the checkout: which installations, who orders, the terms. */
import { useEffect, useState } from "preact/hooks";
import { type Answer, daysGivenUp } from "../../api/pricing.ts";
import { Choice, SelectField, TextField } from "../../components/Field.tsx";
import { Consent, GiveUp } from "../../components/GiveUp.tsx";
import { countryNames } from "../../lib/countries.ts";
import { type Offer, planName } from "../../state/offer.ts";
import { type changeCard, control, type PlanCard, type Selection } from "../../state/selection.ts";
import { buying, checkout as t } from "../../text/en.ts";
import { buyerControl, type BuyerField, type BuyerValues, TERMS } from "./form.ts";

type FaultOf = (id: string) => string | undefined;

interface InstallationProps {
  offer: Offer;
  selection: Selection;
  answer: Answer;
  change: (key: string, change: Parameters<typeof changeCard>[2]) => void;
  faultOf: FaultOf;
}

export function InstallationFields({ selection, ...rest }: InstallationProps) {
  if (selection.cards.length === 0) return null;
  return (
    <section>
      <h2>{t.installationsTitle}</h2>
      <p>{t.installationsLead}</p>
      {selection.cards.map((card) => (
        <InstallationField key={card.key} card={card} {...rest} />
      ))}
    </section>
  );
}

function InstallationField({ card, offer, answer, change, faultOf }: Omit<InstallationProps, "selection"> & { card: PlanCard }) {
  const { key, kind } = card;
  const field = (name: "reference" | "label") => ({
    id: control(key, name),
    fault: faultOf(control(key, name)),
    value: card[name],
    maxLength: 120,
    onInput: ({ currentTarget }: { currentTarget: HTMLInputElement }) => change(key, { [name]: currentTarget.value }),
  });
  const extends_ = kind === "extension";
  const days = daysGivenUp(answer, key);
  const confirmed = control(key, "confirmed_days_given_up");
  return (
    <fieldset class="card">
      <legend>{extends_ ? buying.extensionOf(planName(offer, card.plan)) : planName(offer, card.plan)}</legend>
      {extends_ && days > 0 && (
        <GiveUp
          id={confirmed}
          days={days}
          checked={card.confirmed === days}
          fault={faultOf(confirmed)}
          agree={(agreed) => change(key, { confirmed: agreed ? days : null })}
        />
      )}
      <div class="pair">
        <TextField
          label={buying.reference}
          hint={extends_ ? t.referenceExtensionHint : t.referenceNewHint}
          optional={!extends_}
          autocomplete="off"
          {...field("reference")}
        />
        <TextField label={buying.label} hint={buying.labelHint} optional autocomplete="off" {...field("label")} />
      </div>
    </fieldset>
  );
}

interface BuyerProps {
  values: BuyerValues;
  change: (values: Partial<BuyerValues>) => void;
  faultOf: FaultOf;
}

export function BuyerFields({ values, change, faultOf }: BuyerProps) {
  const field = (name: BuyerField) => ({
    id: buyerControl(name),
    name,
    label: t.fields[name],
    value: values[name],
    fault: faultOf(buyerControl(name)),
    onInput: ({ currentTarget }: { currentTarget: HTMLInputElement | HTMLSelectElement }) => change({ [name]: currentTarget.value }),
  });
  return (
    <section>
      <h2>{t.buyerTitle}</h2>
      <TextField autocomplete="organization" maxLength={200} {...field("company")} />
      <TextField autocomplete="name" maxLength={200} {...field("contact")} />
      <TextField hint={t.emailHint} type="email" autocomplete="email" maxLength={254} {...field("email")} />
      <CountryField value={values.country} change={(country) => change({ country })} fault={faultOf(buyerControl("country"))} />
      <TextField hint={t.taxIdHint} optional autocomplete="off" maxLength={64} {...field("tax_id")} />
      <TextField optional autocomplete="off" maxLength={64} {...field("purchase_order")} />
      <TextField
        hint={t.invoiceEmailHint}
        optional
        type="email"
        autocomplete="billing email"
        maxLength={254}
        {...field("invoice_email")}
      />
    </section>
  );
}

interface CountryProps {
  value: string;
  change: (country: string) => void;
  fault: string | undefined;
}

export function CountryField({ value, change, fault }: CountryProps) {
  return (
    <SelectField
      id={buyerControl("country")}
      name="country"
      label={t.fields.country}
      autocomplete="country"
      value={value}
      fault={fault}
      onInput={({ currentTarget }) => change(currentTarget.value)}
    >
      <option value="">{t.chooseCountry}</option>
      <Countries />
    </SelectField>
  );
}

/** Drawn by the browser only: its names of countries may differ from those of the machine that wrote the page. */
function Countries() {
  const [names, setNames] = useState<[string, string][]>([]);
  useEffect(() => setNames(countryNames()), []);
  return (
    <>
      {names.map(([code, name]) => (
        <option key={code} value={code}>
          {name}
        </option>
      ))}
    </>
  );
}

interface TermsProps {
  version: string;
  accepted: string;
  change: (version: string) => void;
  faultOf: FaultOf;
}

export function TermsField({ version, accepted, change, faultOf }: TermsProps) {
  const fault = faultOf(TERMS);
  const label = (
    <>
      {t.accept}{" "}
      <a href="/terms/" target="_blank">
        {t.acceptLink}
      </a>{" "}
      {t.acceptVersion(version)}
    </>
  );
  return (
    <section>
      <h2>{t.termsTitle}</h2>
      <Consent fault={fault}>
        <Choice
          id={TERMS}
          label={label}
          checked={accepted === version}
          onChange={({ currentTarget }) => change(currentTarget.checked ? version : "")}
        />
      </Consent>
    </section>
  );
}
