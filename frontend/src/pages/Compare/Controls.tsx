/** The island above the table: what is to be compared and how. */
import { CopyButton } from "../../components/CopyButton.tsx";
import { Choice } from "../../components/Field.tsx";
import { compare as t } from "../../text/en.ts";
import { type ComparisonData, FEWEST, known, MOST, type View, withPlans, writeView } from "./model.ts";

interface Props {
  data: ComparisonData;
  view: View;
  /** One sentence for each thing in the address that could not be followed. */
  faults: string[];
  /** How many rows are hidden. */
  hidden: number;
  show: (view: View) => void;
}

export function Controls({ data, view, faults, hidden, show }: Props) {
  return (
    <>
      <div role="status">
        {faults.map((fault) => (
          <p key={fault} class="note warn">
            {fault}
          </p>
        ))}
      </div>
      <Chooser data={data} view={view} show={show} />
      <div class="controls">
        <span class="scripted">
          <Choice label={t.onlyDifferences} checked={view.diff} onChange={() => show({ ...view, diff: !view.diff })} />
        </span>
        <Choice id="lines" label={t.showLines} checked={view.lines} onChange={() => show({ ...view, lines: !view.lines })} />
        <span class="scripted">
          <CopyButton text={() => location.origin + location.pathname + writeView(view, data)} />
        </span>
        <span role="status" class="small soft">
          {view.diff && t.hiddenRows(hidden)}
        </span>
      </div>
    </>
  );
}

function Chooser({ data, view, show }: Pick<Props, "data" | "view" | "show">) {
  const count = view.plans.length;
  const toggle = (key: string) => {
    const plans = view.plans.includes(key) ? view.plans.filter((other) => other !== key) : [...view.plans, key];
    show(withPlans(view, known(data.columns, plans)));
  };
  const families = [...new Set(data.columns.map(({ family }) => family))];
  return (
    <fieldset class="chooser scripted">
      <legend>
        {t.chooseTitle} <span class="soft">({t.chooseHint})</span>
      </legend>
      {families.map((family) => (
        <div key={family} class="choices" role={family ? "group" : undefined} aria-label={family ?? undefined}>
          {family && <span class="of">{family}</span>}
          {data.columns
            .filter((column) => column.family === family)
            .map(({ key, name }) => {
              const checked = view.plans.includes(key);
              const disabled = checked ? count <= FEWEST : count >= MOST;
              return <Choice key={key} label={name} checked={checked} disabled={disabled} onChange={() => toggle(key)} />;
            })}
        </div>
      ))}
    </fieldset>
  );
}
