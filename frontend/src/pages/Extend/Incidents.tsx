/** Incidents that go into the same order: one field for each level. */
import type { FieldFault } from "../../components/ErrorSummary.tsx";
import { TextField } from "../../components/Field.tsx";
import { formatPrice } from "../../lib/money.ts";
import type { Offer } from "../../state/offer.ts";
import { extend as t } from "../../text/en.ts";

interface Props {
  offer: Offer;
  units: Record<string, string>;
  change: (units: Record<string, string>) => void;
  faults: FieldFault[];
}

export const unitsControl = (level: string): string => `units-${level}`;

export function IncidentFields({ offer, units, change, faults }: Props) {
  return (
    <section class="card" aria-labelledby="incidents-title">
      <h2 id="incidents-title">{t.incidentsTitle}</h2>
      <p>{t.incidentsLead}</p>
      <div class="pair">
        {offer.incidents.map(({ id, name, price, minutes }) => (
          <TextField
            key={id}
            id={unitsControl(id)}
            label={name}
            hint={price ? t.incidentHint(formatPrice(price), minutes, offer.maxUnits) : undefined}
            fault={faults.find(({ field }) => field === unitsControl(id))?.text}
            optional
            class="short"
            inputMode="numeric"
            maxLength={9}
            value={units[id] ?? ""}
            onInput={({ currentTarget }) => change({ ...units, [id]: currentTarget.value })}
          />
        ))}
      </div>
    </section>
  );
}
