/** What is folded away: the horizon, the first day, and requests told in more detail than the short questions ask for. */
import { useState } from "preact/hooks";
import { Choice, SelectField, TextField } from "../../components/Field.tsx";
import { HORIZONS, type Horizon } from "../../state/advice.ts";
import { WAYS } from "../../state/adviceForm.ts";
import { advice as t } from "../../text/en.ts";
import type { FormProps } from "./Form.tsx";
import { START } from "./question.ts";
import { DatedRows, PatternRows, RateRows } from "./Rows.tsx";

export function Advanced(form: FormProps) {
  const { draft, faultOf, change, turn, took } = form;
  // Only as it begins: from then on whoever reads it opens and closes it.
  const [open] = useState(draft.way === "pattern" || draft.way === "rates" || form.faulty);
  return (
    <details class="advanced" open={open}>
      <summary>{t.advanced}</summary>
      <div class="counting">
        <SelectField
          id="months"
          label={t.horizon}
          value={String(draft.months)}
          onChange={({ currentTarget }) => change({ months: HORIZONS.find((each) => String(each) === currentTarget.value) as Horizon })}
        >
          {HORIZONS.map((each) => (
            <option key={each} value={each}>
              {t.horizonOf(each)}
            </option>
          ))}
        </SelectField>
        <TextField
          id={START}
          type="date"
          label={t.start}
          optional={t.todayIfEmpty}
          fault={faultOf(START)}
          value={draft.start}
          onInput={({ currentTarget }) => change({ start: currentTarget.value })}
        />
      </div>
      <fieldset>
        <legend>{t.wayQuestion}</legend>
        {WAYS.map((way) => (
          <Choice key={way} type="radio" name="way" value={way} label={t.ways[way]} checked={draft.way === way} onChange={() => turn(way)} />
        ))}
        <p role="status">{took}</p>
      </fieldset>
      {draft.way === "pattern" && <PatternRows {...form} />}
      {draft.way === "requests" && <DatedRows {...form} />}
      {draft.way === "rates" && <RateRows {...form} />}
    </details>
  );
}
