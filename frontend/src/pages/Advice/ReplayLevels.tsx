/** Which level of work each value of the file is; guessed where a value is a level's own name, and else asked. */
import type { Level } from "../../api/catalogue.ts";
import { SelectField } from "../../components/Field.tsx";
import { LEFT_OUT, MOST_VALUES, NO_COLUMN, type Reading, type Value } from "../../state/tickets.ts";
import { tickets as t } from "../../text/en.ts";
import { valueId } from "./replayFaults.ts";

interface Props {
  values: Value[];
  levels: readonly Level[];
  reading: Reading;
  put: (change: Partial<Reading>) => void;
  faultOf: (id: string) => string | undefined;
}

export function ReplayLevels({ values, levels, reading, put, faultOf }: Props) {
  if (values.length === 0) return null;
  if (values.length > MOST_VALUES) return <p>{t.manyValues(values.length, MOST_VALUES)}</p>;
  const choose = (value: string, level: string) => {
    const next = new Map(reading.levels);
    if (level) next.set(value, level);
    else next.delete(value);
    put({ levels: next });
  };
  const whole = reading.columns.level === NO_COLUMN;
  return (
    <fieldset>
      <legend>{t.levelsTitle}</legend>
      {!whole && <p class="small soft">{t.levelsLead}</p>}
      <div class="columns">
        {values.map(({ value, text, count }, index) => (
          <SelectField
            key={value}
            id={valueId(index)}
            label={whole ? t.allTickets(count) : t.value(text, count)}
            fault={faultOf(valueId(index))}
            value={reading.levels.get(value) ?? ""}
            onChange={({ currentTarget }) => choose(value, currentTarget.value)}
          >
            <option value="">{t.chooseLevel}</option>
            {levels.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
            {!whole && <option value={LEFT_OUT}>{t.leaveOut}</option>}
          </SelectField>
        ))}
      </div>
    </fieldset>
  );
}
