/** The configurator's island: cards, their prices, and the way to checkout. */
import { useEffect, useMemo, useState } from "preact/hooks";
import { ErrorSummary } from "../../components/ErrorSummary.tsx";
import { SelectField } from "../../components/Field.tsx";
import { LinkFaults } from "../../components/LinkFaults.tsx";
import { Notes, ReadingNotes } from "../../components/Reading.tsx";
import { usePrices } from "../../components/usePrices.ts";
import { replaceQuery } from "../../lib/address.ts";
import { keepInstallations, restoreInstallations } from "../../state/kept.ts";
import { type Offer, offerIn, planName } from "../../state/offer.ts";
import { readPreset, writePreset } from "../../state/preset.ts";
import { cardsOf, changeCard, entries, type PlanCard, type Selection, withCard, withoutCard } from "../../state/selection.ts";
import { configure as t } from "../../text/en.ts";
import { ExtensionSection } from "./Extensions.tsx";
import { type Obstacle, obstacles, wrongUnits } from "./faults.ts";
import { IncidentSection } from "./Incidents.tsx";
import { InstallationSection, UnsoldPlans } from "./Installations.tsx";
import { OfficialQuote } from "./OfficialQuote.tsx";
import { Summary } from "./Summary.tsx";

/** What every section of the configurator needs. */
export interface Desk {
  offer: Offer;
  selection: Selection;
  prices: ReturnType<typeof usePrices>;
  notes: Notes;
  faults: Obstacle[];
  name: (plan: string) => string;
  add: (card: PlanCard, focus: string) => void;
  change: (key: string, change: Parameters<typeof changeCard>[2], focus?: string) => void;
  remove: (key: string, focus: string) => void;
}

export function Configure({ offer: whole, search }: { offer: Offer; search: string }) {
  const [preset] = useState(() => readPreset(search, whole));
  const [selection, setSelection] = useState(() => (search ? restoreInstallations(preset.selection) : preset.selection));
  const offer = offerIn(whole, selection.currency);
  const [tried, setTried] = useState<Obstacle[]>([]);
  const [goingOn, setGoingOn] = useState(false);
  const focus = useFocus();
  const prices = usePrices(useMemo(() => entries(selection, offer), [selection]), selection);
  const notes = new Notes(offer.readings, prices.last.breakdown?.lines.flatMap(({ readings }) => readings) ?? []);

  const show = (next: Selection) => {
    setSelection(next);
    setTried([]);
    setGoingOn(false);
    keepInstallations(next);
    replaceQuery(writePreset(next, offer));
  };
  useEffect(() => {
    if (search) replaceQuery(writePreset(selection, offer));
  }, []);

  const goOn = () => {
    if (prices.problem) prices.retry();
    setGoingOn(true);
  };
  // Only an answer to exactly this selection leads on, or says what to mend: the click waits for it.
  useEffect(() => {
    if (!goingOn || prices.asking) return;
    setGoingOn(false);
    if (!prices.current) return;
    const found = obstacles(selection, offer, prices.answer);
    setTried(found);
    if (found.length === 0) location.assign(`/checkout/${writePreset(selection, offer)}`);
  }, [goingOn, prices.asking]);

  const desk: Desk = {
    offer,
    selection,
    prices,
    notes,
    faults: [...tried, ...wrongUnits(selection, offer)],
    name: (plan) => planName(offer, plan),
    add: (card, id) => {
      show(withCard(selection, card));
      focus(id);
    },
    change: (key, change, id) => {
      show(changeCard(selection, key, change));
      if (id) focus(id);
    },
    remove: (key, id) => {
      show(withoutCard(selection, key));
      focus(id);
    },
  };

  return (
    <>
      <LinkFaults title={t.linkTitle(preset.faults.length)} faults={preset.faults}>
        <p>
          {t.linkKept} <a href="/ask/">{t.askUs}</a>
        </p>
      </LinkFaults>
      <ErrorSummary faults={tried} />
      <div class="buying scripted">
        <div class="choosing">
          {whole.currencies.length > 1 && <CurrencyField currencies={whole.currencies} selection={selection} show={show} />}
          <InstallationSection desk={desk} cards={cardsOf(selection, "new_installation")} />
          <ExtensionSection desk={desk} cards={cardsOf(selection, "extension")} />
          <IncidentSection desk={desk} change={(units) => show({ ...selection, units })} />
          <OfficialQuote desk={desk} />
          <UnsoldPlans offer={offer} />
        </div>
        <Summary desk={desk} goOn={goOn} goingOn={goingOn} />
      </div>
      {notes.readings.length > 0 && (
        <section>
          <h2>{t.notesTitle}</h2>
          <ReadingNotes notes={notes} uses={() => []} />
        </section>
      )}
    </>
  );
}

/** An order is in one currency; what it states no price in is then not offered. */
function CurrencyField({ currencies, selection, show }: { currencies: string[]; selection: Selection; show: (next: Selection) => void }) {
  const choose = (currency: string) => show({ ...selection, currency: currency === currencies[0] ? null : currency });
  return (
    <SelectField
      id="currency"
      label={t.currency}
      hint={t.currencyHint}
      value={selection.currency ?? currencies[0] ?? ""}
      onChange={({ currentTarget }) => choose(currentTarget.value)}
    >
      {currencies.map((each) => (
        <option key={each} value={each}>
          {each}
        </option>
      ))}
    </SelectField>
  );
}

/** Move the focus to a control that the next drawing brings. */
function useFocus(): (id: string) => void {
  const [wanted, want] = useState<{ id: string } | null>(null);
  useEffect(() => {
    if (wanted) document.getElementById(wanted.id)?.focus();
  }, [wanted]);
  return (id) => want({ id });
}
