/** The island of a comparison: choosing plans, the table, and the difference of two plans in words. */
import { CopyButton } from "../../components/CopyButton.tsx";
import { Choice } from "../../components/Field.tsx";
import { compare as t } from "../../text/en.ts";
import { agrees, type ComparisonData, FEWEST, known, MOST, readView, type View, withPlans, writeView } from "./model.ts";
import { Table } from "./Table.tsx";
import { Words } from "./Words.tsx";

interface Props {
  data: ComparisonData;
  /** The query of the address: the only state there is. */
  search: string;
  /** Goes to another query. */
  go: (search: string) => void;
}

export function Comparison({ data, search, go }: Props) {
  const { view, faults } = readView(search, data);
  const show = (next: View) => go(writeView(next, data));
  const shown = data.columns.flatMap(({ key }, index) => (view.plans.includes(key) ? [index] : []));
  const groups = data.groups.map((group) => ({ ...group, rows: group.rows.filter((row) => !view.diff || !agrees(row, shown)) }));
  const count = (all: typeof groups) => all.reduce((sum, { rows }) => sum + rows.length, 0);
  return (
    <>
      <div role="status">
        {faults.map((fault) => (
          <p key={fault} class="note warn">
            {fault}
          </p>
        ))}
      </div>
      {data.crossing && <p class="note">{t.crossNotice}</p>}
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
          {view.diff && t.hiddenRows(count(data.groups) - count(groups))}
        </span>
      </div>
      <Table data={data} groups={groups} shown={shown} />
      <Words data={data} view={view} show={show} />
    </>
  );
}

function Chooser({ data, view, show }: { data: ComparisonData; view: View; show: (view: View) => void }) {
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
