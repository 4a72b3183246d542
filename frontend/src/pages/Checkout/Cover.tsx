/** Installations of the account in the checkout: days given up, and what changed since it was shown. */
import type { ExtensionChoice } from "../../api/options.ts";
import { Choice } from "../../components/Field.tsx";
import { Consent, GiveUp } from "../../components/GiveUp.tsx";
import { Note } from "../../components/Small.tsx";
import { formatDate } from "../../lib/dates.ts";
import { formatMoney } from "../../lib/money.ts";
import { checkout as t } from "../../text/en.ts";
import { type ChangedCover, COVER } from "./form.ts";
import { type Cover, giveUpControl } from "./useCover.ts";

type FaultOf = (id: string) => string | undefined;

/** The consents that are still needed; an installation that gives nothing up needs no field at all. */
export function CoverFields({ cover, faultOf }: { cover: Cover; faultOf: FaultOf }) {
  const giving = cover.items.filter(({ choice }) => (choice?.days_given_up ?? 0) > 0);
  if (giving.length === 0) return null;
  return (
    <section>
      <h2>{t.giveUpTitle}</h2>
      {giving.map((item) => {
        const days = item.choice?.days_given_up ?? 0;
        return (
          <fieldset key={item.at} class="card">
            <legend>{item.options.name}</legend>
            <GiveUp
              id={giveUpControl(item)}
              days={days}
              checked={item.confirmed === days}
              fault={faultOf(giveUpControl(item))}
              agree={(agreed) => cover.confirm(item, agreed ? days : null)}
            />
          </fieldset>
        );
      })}
    </section>
  );
}

interface ChangesProps {
  changed: ChangedCover | null;
  cover: Cover;
  agree: (agreed: boolean) => void;
  faultOf: FaultOf;
}

/** The dates that were shown beside those that hold now, and a new consent. */
export function CoverChanges({ changed, cover, agree, faultOf }: ChangesProps) {
  if (!changed) return null;
  const moved = cover.items.filter(({ at, choice }) => changed.was[at]?.line.cover_version !== choice?.line.cover_version);
  // What is not open any more has no dates to agree to; it is chosen anew.
  const open = cover.items.every(({ choice }) => choice !== null);
  return (
    <Note tone="warn" title={t.coverChangedTitle}>
      <p>{t.coverChanged}</p>
      <dl>
        {moved.map(({ at, options, choice }) => (
          <div key={at}>
            <dt>{options.name}</dt>
            <dd>{t.wasShown(words(changed.was[at] ?? null))}</dd>
            <dd>{t.holdsNow(words(choice))}</dd>
          </div>
        ))}
      </dl>
      {open && (
        <Consent fault={faultOf(COVER)}>
          <Choice id={COVER} label={t.acceptCover} checked={changed.agreed} onChange={({ currentTarget }) => agree(currentTarget.checked)} />
        </Consent>
      )}
    </Note>
  );
}

function words(choice: ExtensionChoice | null): string {
  if (!choice) return t.notOpen;
  const { plan_name, starts_on, last_covered_day, total } = choice;
  return t.coverWords(plan_name, formatDate(starts_on), formatDate(last_covered_day), formatMoney(total));
}
