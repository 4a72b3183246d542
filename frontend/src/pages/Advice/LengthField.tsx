/** How long one request takes, in quarters of an hour. */
import { SelectField } from "../../components/Field.tsx";
import { NO_LENGTH } from "../../state/adviceUnread.ts";
import { advice as t } from "../../text/en.ts";

/** Every quarter up to a day's work; an address may name a longer one, which then stands below them. */
const LENGTHS = Array.from({ length: 32 }, (_, index) => index + 1);
const QUARTER = 15;

interface Props {
  id: string;
  label: string;
  quarters: number;
  fault?: string | undefined;
  choose: (quarters: number) => void;
}

export function LengthField({ id, label, quarters, fault, choose }: Props) {
  const lengths = quarters === NO_LENGTH || LENGTHS.includes(quarters) ? LENGTHS : [...LENGTHS, quarters];
  return (
    <SelectField id={id} label={label} fault={fault} value={String(quarters)} onChange={({ currentTarget }) => choose(Number(currentTarget.value))}>
      {quarters === NO_LENGTH && <option value={NO_LENGTH}>{t.chooseLength}</option>}
      {lengths.map((each) => (
        <option key={each} value={each}>
          {t.lengthOf(each * QUARTER)}
        </option>
      ))}
    </SelectField>
  );
}
