/** The island of extending: every named installation with its choices, incidents, one total, and the way to checkout. */
import type { ComponentProps } from "preact";
import { useState } from "preact/hooks";
import { type Options, readOptions } from "../../api/options.ts";
import { Button, ButtonLink } from "../../components/Button.tsx";
import { ErrorSummary } from "../../components/ErrorSummary.tsx";
import { Notes, ReadingNotes } from "../../components/Reading.tsx";
import { Signed } from "../../components/Signed.tsx";
import { Note } from "../../components/Small.tsx";
import { useCoverChanged } from "../../components/useCoverChanged.ts";
import { asksUpgrade } from "../../state/extension.ts";
import { type Offer, planName } from "../../state/offer.ts";
import { readPreset } from "../../state/preset.ts";
import { extend as t } from "../../text/en.ts";
import { Chooser, giveUpControl } from "./Chooser.tsx";
import { IncidentFields } from "./Incidents.tsx";
import { Outcome } from "./Outcome.tsx";
import type { Row } from "./rows.ts";
import { Summary } from "./Summary.tsx";
import { type Asked, useChoosing } from "./useChoosing.ts";

interface Props {
  offer: Offer;
  installations: string[];
  /** Whoever comes back from the checkout finds here what was chosen. */
  search: string;
}

export function Extend({ offer, installations, search }: Props) {
  const { booked, units } = readPreset(search, offer).selection;
  const ids = [...new Set([...installations, ...booked.map(({ installation }) => installation)])];
  const asked = { booked, units, upgrading: asksUpgrade(search) };
  return (
    <Signed here="overview" needs="prepare_order" load={(signal) => Promise.all(ids.map((id) => readOptions(id, { signal })))}>
      {(all, _session, { again }) => (all.length ? <Choosing offer={offer} all={all} again={again} asked={asked} /> : <NoInstallation />)}
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
  asked: Asked;
}

function Choosing({ offer, all, again, asked }: ChoosingProps) {
  const [moved, setMoved] = useState(false);
  const choosing = useChoosing(offer, all, asked);
  const { rows, placed, prices, faults, goingOn, goOn } = choosing;
  useCoverChanged(prices, () => {
    setMoved(true);
    again();
  });
  const notes = new Notes(offer.readings, rows.flatMap(({ choice }) => choice?.readings ?? []));
  const buyable = placed.length > 0 || rows.some(({ options }) => options.choices.length > 0);
  return (
    <>
      <ErrorSummary faults={faults} />
      <Moved moved={moved} />
      <div class="buying">
        <Cards offer={offer} choosing={choosing} notes={notes} several={all.length > 1} />
        <Summary placed={placed} prices={prices} goOn={buyable ? goOn : null} goingOn={goingOn} />
      </div>
      <ReadingList notes={notes} />
    </>
  );
}

/** What was shown is no longer so; all below is new. */
export function Moved({ moved }: { moved: boolean }) {
  return (
    <div role="alert">
      {moved && (
        <Note tone="warn" title={t.movedTitle}>
          <p>{t.moved}</p>
        </Note>
      )}
    </div>
  );
}

export function ReadingList({ notes }: { notes: Notes }) {
  if (notes.readings.length === 0) return null;
  return (
    <section>
      <h2>{t.notesTitle}</h2>
      <ReadingNotes notes={notes} uses={() => []} />
    </section>
  );
}

interface CardsProps {
  offer: Offer;
  choosing: ReturnType<typeof useChoosing>;
  notes: Notes;
  several: boolean;
}

function Cards({ offer, choosing, notes, several }: CardsProps) {
  const { rows, units, faults, wish, leaveOut, change, confirm, confirmedOf } = choosing;
  return (
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
          leaveOut={several ? () => leaveOut(row.options) : null}
        />
      ))}
      <IncidentFields offer={offer} units={units} change={change} faults={faults} />
    </div>
  );
}

interface CardProps extends Pick<ComponentProps<typeof Chooser>, "wish" | "confirmed" | "confirm" | "fault"> {
  row: Row;
  offer: Offer;
  notes: Notes;
  /** Null where it is the only installation. */
  leaveOut: (() => void) | null;
}

function Card({ row: { options, plan, choice }, offer, notes, leaveOut, ...choosing }: CardProps) {
  const { id, name } = options;
  return (
    <section class="card" aria-labelledby={`name-${id}`}>
      <h2 id={`name-${id}`} tabIndex={-1}>
        {name}
      </h2>
      <Chooser offer={offer} options={options} plan={plan} choice={choice} {...choosing} />
      {choice && <Outcome options={options} choice={choice} notes={notes} planName={(each) => planName(offer, each)} />}
      {leaveOut && (
        <Button kind="quiet" onClick={leaveOut}>
          {t.leaveOut(name)}
        </Button>
      )}
    </section>
  );
}
