/** One field for each level of incidents. */
import { TextField } from "../../components/Field.tsx";
import { formatPrice } from "../../lib/money.ts";
import { control, incidentPlace } from "../../state/selection.ts";
import { configure as t } from "../../text/en.ts";
import type { Desk } from "./Configure.tsx";
import { Priced, faultOf } from "./Priced.tsx";

export function IncidentSection({ desk, change }: { desk: Desk; change: (units: Record<string, string>) => void }) {
  const { units } = desk.selection;
  return (
    <section id="incidents" aria-labelledby="incidents-title">
      <h2 id="incidents-title">{t.incidentsTitle}</h2>
      <p>{t.incidentsLead}</p>
      {desk.offer.incidents.map((incident) => (
        <IncidentField
          key={incident.id}
          desk={desk}
          incident={incident}
          value={units[incident.id] ?? ""}
          change={(value) => change({ ...units, [incident.id]: value })}
        />
      ))}
    </section>
  );
}

interface Props {
  desk: Desk;
  incident: Desk["offer"]["incidents"][number];
  value: string;
  change: (value: string) => void;
}

function IncidentField({ desk, incident, value, change }: Props) {
  const { id, name, price, minutes, byAgreement } = incident;
  const at = incidentPlace(id);
  const fault = faultOf(desk, at);
  return (
    <div class="card" id={at}>
      <TextField
        id={control(at, "units")}
        label={name}
        hint={price ? t.incidentHint(formatPrice(price), minutes, desk.offer.maxUnits) : undefined}
        fault={fault("units") ?? fault("level")}
        optional
        class="short"
        inputMode="numeric"
        maxLength={9}
        value={value}
        onInput={({ currentTarget }) => change(currentTarget.value)}
      />
      <Priced desk={desk} at={at} blank="" />
      {byAgreement && (
        <p class="small beneath">
          {t.byAgreement} <a href="/ask/?topic=agreement">{t.askUs}</a>
        </p>
      )}
    </div>
  );
}
