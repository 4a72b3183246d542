/** How long one request takes, in quarters of an hour. */
import { SelectField } from "../../components/Field.tsx";
import { advice as t } from "../../text/en.ts";

/** Every quarter up to a day's work; an address may name a longer one, which then stands below them. */
const LENGTHS = Array.from({ length: 32 }, (_, index) => index + 1);
const QUARTER = 15;

interface Props {
  id: string;
  label: string;
  quarters: number;
  choose: (quarters: number) => void;
}

export function LengthField({ id, label, quarters, choose }: Props) {
  const lengths = LENGTHS.includes(quarters) ? LENGTHS : [...LENGTHS, quarters];
  return (
    <SelectField id={id} label={label} value={String(quarters)} onChange={({ currentTarget }) => choose(Number(currentTarget.value))}>
      {lengths.map((each) => (
        <option key={each} value={each}>
          {t.lengthOf(each * QUARTER)}
        </option>
      ))}
    </SelectField>
  );
}
