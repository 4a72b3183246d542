/** The island of extending: every named installation with its choices, incidents, one total, and the way to checkout. */
import type { ComponentProps } from "preact";
import { useEffect, useMemo, useState } from "preact/hooks";
import { type Options, readOptions } from "../../api/options.ts";
import { Button, ButtonLink } from "../../components/Button.tsx";
import { ErrorSummary, type FieldFault } from "../../components/ErrorSummary.tsx";
import { Notes, ReadingNotes } from "../../components/Reading.tsx";
import { Signed } from "../../components/Signed.tsx";
import { Note } from "../../components/Small.tsx";
import { usePrices } from "../../components/usePrices.ts";
import { type Booked, bookedText, firstWish, type Wish } from "../../state/extension.ts";
import { keepGivenUp, restoreGivenUp } from "../../state/kept.ts";
import { type Offer, planName } from "../../state/offer.ts";
import { readPreset } from "../../state/preset.ts";
import { entries, nothing, type Selection } from "../../state/selection.ts";
import { extend as t } from "../../text/en.ts";
import { Chooser, giveUpControl } from "./Chooser.tsx";
import { IncidentFields } from "./Incidents.tsx";
import { Outcome } from "./Outcome.tsx";
import { entryOf, obstacles, queryOf, type Row, rowOf } from "./rows.ts";
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
          {rows.map((row) => (
            <Card
              key={row.options.id}
              row={row}
              offer={offer}
              notes={notes}
              wish={(next) => wish(row.options, next)}
              confirmed={confirmedOf(row)}
              confirm={(days) => row.booked && confirm(row.booked, days)}
              fault={faults.find(({ field }) => field === giveUpControl(row.options.id))?.text}
              leaveOut={all.length > 1 ? () => (leave([...left, row.options.id]), changed()) : null}
            />
          ))}
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

interface CardProps extends Pick<ComponentProps<typeof Chooser>, "wish" | "confirmed" | "confirm" | "fault"> {
  row: Row;
  offer: Offer;
  notes: Notes;
  /** Null where it is the only installation. */
  leaveOut: (() => void) | null;
}

function Card({ row: { options, choice }, offer, notes, leaveOut, ...choosing }: CardProps) {
  const { id, name } = options;
  return (
    <section class="card" aria-labelledby={`name-${id}`}>
      <h2 id={`name-${id}`} tabIndex={-1}>
        {name}
      </h2>
      <Chooser options={options} choice={choice} {...choosing} />
      {choice && <Outcome options={options} choice={choice} notes={notes} planName={(plan) => planName(offer, plan)} />}
      {leaveOut && (
        <Button kind="quiet" onClick={leaveOut}>
          {t.leaveOut(name)}
        </Button>
      )}
    </section>
  );
}
