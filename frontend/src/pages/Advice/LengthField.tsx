/** How long one request takes, in quarters of an hour. */
import { SelectField } from "../../components/Field.tsx";
import { advice as t } from "../../text/en.ts";

/** What people say of a request; an address may name another length, which then stands among them. */
const LENGTHS = [1, 2, 3, 4, 5, 6, 8, 12, 16, 24, 32];
const QUARTER = 15;

interface Props {
  id: string;
  label: string;
  quarters: number;
  choose: (quarters: number) => void;
}

export function LengthField({ id, label, quarters, choose }: Props) {
  const lengths = LENGTHS.includes(quarters) ? LENGTHS : [...LENGTHS, quarters].sort((a, b) => a - b);
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
