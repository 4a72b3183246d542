/** The island of extending: every named installation with its choices, incidents, one total, and the way to checkout. */
import { useEffect, useMemo, useState } from "preact/hooks";
import { type ExtensionChoice, type Options, readOptions } from "../../api/options.ts";
import { Button, ButtonLink } from "../../components/Button.tsx";
import { ErrorSummary, type FieldFault } from "../../components/ErrorSummary.tsx";
import { Notes, ReadingNotes } from "../../components/Reading.tsx";
import { Signed } from "../../components/Signed.tsx";
import { Note } from "../../components/Small.tsx";
import { usePrices } from "../../components/usePrices.ts";
import { writeQuery } from "../../lib/address.ts";
import { beginningOf, type Booked, bookedText, choiceFor, firstWish, lineOf, type Wish } from "../../state/extension.ts";
import { keepGivenUp, restoreGivenUp } from "../../state/kept.ts";
import { type Offer, planName } from "../../state/offer.ts";
import { readPreset, writeBooked } from "../../state/preset.ts";
import { askedUnits, entries, type Entry, nothing, type Selection } from "../../state/selection.ts";
import { buying, extend as t } from "../../text/en.ts";
import { Chooser, giveUpControl } from "./Chooser.tsx";
import { IncidentFields, unitsControl } from "./Incidents.tsx";
import { Outcome } from "./Outcome.tsx";
import { Summary } from "./Summary.tsx";

/** The rule that refuses a line whose installation is no longer covered as it was shown. */
const COVER_CHANGED = "cover-changed";

interface Props {
  offer: Offer;
  installations: string[];
  /** Whoever comes back from the checkout finds here what was chosen. */
  search: string;
}

export function Extend({ offer, installations, search }: Props) {
  const { booked, units } = readPreset(search, offer).selection;
  const ids = [...new Set([...installations, ...booked.map(({ installation }) => installation)])];
  return (
    <Signed here="overview" needs="prepare_order" load={(signal) => Promise.all(ids.map((id) => readOptions(id, { signal })))}>
      {(all, _session, { again }) => (all.length ? <Choosing offer={offer} all={all} again={again} chosen={{ booked, units }} /> : <NoInstallation />)}
    </Signed>
  );
}

function NoInstallation() {
  return (
    <>
      <h2>{t.noneTitle}</h2>
      <p>{t.none}</p>
      <ButtonLink kind="primary" href="/account/">
        {t.toAccount}
      </ButtonLink>
    </>
  );
}

/** One installation on the page, with what is wished for it and what the server offers for that wish. */
interface Row {
  options: Options;
  choice: ExtensionChoice | null;
  booked: Booked | null;
}

interface ChoosingProps {
  offer: Offer;
  all: Options[];
  again: () => void;
  chosen: Pick<Selection, "booked" | "units">;
}

function Choosing({ offer, all, again, chosen }: ChoosingProps) {
  const [wishes, setWishes] = useState<Record<string, Wish>>(() => Object.fromEntries(chosen.booked.map((each) => [each.installation, each])));
  const [left, leave] = useState<readonly string[]>([]);
  const [units, setUnits] = useState(chosen.units);
  const [givenUp, setGivenUp] = useState(restoreGivenUp);
  const [faults, setFaults] = useState<FieldFault[]>([]);
  const [goingOn, setGoingOn] = useState(false);
  const [moved, setMoved] = useState(false);
  const rows = all.filter(({ id }) => !left.includes(id)).map((options) => rowOf(options, wishes));
  const placed = useMemo(() => [...rows.flatMap(entryOf), ...entries({ ...nothing, units }, offer)], [all, wishes, left, units]);
  const prices = usePrices(placed);
  const notes = new Notes(offer.readings, rows.flatMap(({ choice }) => choice?.readings ?? []));

  const changed = () => {
    setFaults([]);
    setGoingOn(false);
  };
  const wish = (options: Options, next: Partial<Wish>) => {
    const { id } = options;
    const { plan, periods } = wishes[id] ?? firstWish(options);
    setWishes({ ...wishes, [id]: { plan, periods, beginning: null, ...next } });
    changed();
  };
  const confirm = (booked: Booked, days: number | null) => {
    const next = { ...givenUp, [bookedText(booked)]: days };
    setGivenUp(next);
    keepGivenUp(next);
    changed();
  };
  const confirmedOf = ({ booked }: Row) => (booked && givenUp[bookedText(booked)]) ?? null;

  // Only an answer to exactly this selection leads on: the click waits for it.
  useEffect(() => {
    if (!goingOn || prices.asking) return;
    setGoingOn(false);
    if (!prices.current) return;
    const found = obstacles(rows, confirmedOf, units, offer, prices.answer.faults.map(({ text }) => text));
    setFaults(found);
    if (found.length === 0) location.assign(`/checkout/${queryOf(rows, units, offer)}`);
  }, [goingOn, prices.asking]);
  const stale = prices.answer.faults.some(({ rule }) => rule === COVER_CHANGED);
  useEffect(() => {
    if (!stale) return;
    setMoved(true);
    again();
  }, [stale]);
  const goOn = () => {
    if (prices.problem) prices.retry();
    setGoingOn(true);
  };

  return (
    <>
      <ErrorSummary faults={faults} />
      <div role="alert">
        {moved && (
          <Note tone="warn" title={t.movedTitle}>
            <p>{t.moved}</p>
          </Note>
        )}
      </div>
      <div class="buying">
        <div class="choosing">
          {rows.map((row) => {
            const { options, choice, booked } = row;
            const { id, name } = options;
            return (
              <section key={id} class="card" aria-labelledby={`name-${id}`}>
                <h2 id={`name-${id}`} tabIndex={-1}>
                  {name}
                </h2>
                <Chooser
                  options={options}
                  choice={choice}
                  wish={(next) => wish(options, next)}
                  confirmed={confirmedOf(row)}
                  confirm={(days) => booked && confirm(booked, days)}
                  fault={faults.find(({ field }) => field === giveUpControl(id))?.text}
                />
                {choice && <Outcome options={options} choice={choice} notes={notes} planName={(plan) => planName(offer, plan)} />}
                {all.length > 1 && (
                  <Button
                    kind="quiet"
                    onClick={() => {
                      leave([...left, id]);
                      changed();
                    }}
                  >
                    {t.leaveOut(name)}
                  </Button>
                )}
              </section>
            );
          })}
          <IncidentFields offer={offer} units={units} change={(next) => (setUnits(next), changed())} faults={faults} />
        </div>
        <Summary placed={placed} prices={prices} goOn={goOn} goingOn={goingOn} />
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

function rowOf(options: Options, wishes: Record<string, Wish>): Row {
  const { id } = options;
  const choice = choiceFor(options, wishes[id] ?? firstWish(options));
  const booked = choice && { installation: id, plan: choice.plan, periods: choice.periods, beginning: beginningOf(choice) };
  return { options, choice, booked };
}

/** Placed at the heading of its installation, which the summary leads back to. */
function entryOf({ options, choice }: Row): Entry[] {
  return choice ? [{ at: `name-${options.id}`, line: lineOf(choice, null) }] : [];
}

function obstacles(
  rows: Row[],
  confirmedOf: (row: Row) => number | null,
  units: Record<string, string>,
  offer: Offer,
  refused: string[],
): FieldFault[] {
  const consents = rows.flatMap((row) => {
    const { id, name } = row.options;
    const days = row.choice?.days_given_up ?? 0;
    return days && confirmedOf(row) !== days ? [{ field: giveUpControl(id), text: t.at(name, buying.mustGiveUp(days)) }] : [];
  });
  const wrong = offer.incidents
    .filter(({ id }) => askedUnits(units[id] ?? "", offer.maxUnits) === null)
    .map(({ id, name }) => ({ field: unitsControl(id), text: t.needUnits(name, offer.maxUnits) }));
  const some = rows.some(({ choice }) => choice) || offer.incidents.some(({ id }) => units[id]?.trim());
  const found = [...consents, ...wrong, ...refused.map((text) => ({ field: null, text }))];
  return some ? found : [{ field: null, text: t.selectFirst }];
}

function queryOf(rows: Row[], units: Record<string, string>, offer: Offer): string {
  const chosen = offer.incidents.flatMap(({ id }) => {
    const count = askedUnits(units[id] ?? "", offer.maxUnits);
    return count ? [`${id}:${count}`] : [];
  });
  return writeQuery({ ...writeBooked(rows.flatMap(({ booked }) => booked ?? [])), incidents: chosen });
}
