/** The last question: what must be there, whatever it costs. */
import { useState } from "preact/hooks";
import { Choice, SelectField } from "../../components/Field.tsx";
import { MOST_YEARS } from "../../state/advice.ts";
import { findFamily } from "../../state/adviceFacts.ts";
import { advice as t } from "../../text/en.ts";
import type { FormProps } from "./Form.tsx";

const YEARS = Array.from({ length: MOST_YEARS + 1 }, (_, years) => years);

export function Needs({ facts, draft, change }: FormProps) {
  // What an address names stands here whether it is asked about or not, and stays when it is given up.
  const [named] = useState(draft.needs.services);
  const family = findFamily(facts, draft.family);
  if (!family) {
    return (
      <fieldset class="asking">
        <legend>{t.needsQuestion}</legend>
        <p class="hint">{t.needsUnknown}</p>
      </fieldset>
    );
  }
  const { needs } = draft;
  const toggle = (id: string) => {
    const chosen = needs.services.includes(id) ? needs.services.filter((each) => each !== id) : [...needs.services, id];
    const services = family.services.map((each) => each.id).filter((each) => chosen.includes(each));
    change({ needs: { ...needs, services } });
  };
  return (
    <fieldset class="asking">
      <legend>{t.needsQuestion}</legend>
      <p class="hint">{t.needsHint}</p>
      <div class="musts">
        {family.services.filter(({ id, asked }) => asked || named.includes(id)).map(({ id, name }) => (
          <Choice key={id} label={name} checked={needs.services.includes(id)} onChange={() => toggle(id)} />
        ))}
      </div>
      <div class="counting">
        {family.critical && <Years id="critical" label={t.critical} years={needs.critical} choose={(critical) => change({ needs: { ...needs, critical } })} />}
        {family.maintenance && (
          <Years id="maintenance" label={t.maintenance} years={needs.maintenance} choose={(maintenance) => change({ needs: { ...needs, maintenance } })} />
        )}
      </div>
    </fieldset>
  );
}

interface YearsProps {
  id: string;
  label: string;
  years: number;
  choose: (years: number) => void;
}

function Years({ id, label, years, choose }: YearsProps) {
  return (
    <SelectField id={id} label={label} value={String(years)} onChange={({ currentTarget }) => choose(Number(currentTarget.value))}>
      {YEARS.map((each) => (
        <option key={each} value={each}>
          {t.years(each)}
        </option>
      ))}
    </SelectField>
  );
}
