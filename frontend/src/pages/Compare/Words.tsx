/** The difference of two plans, one sentence for each row in which they differ. */
import { compare as t } from "../../text/en.ts";
import { type ComparisonData, differences, type View } from "./model.ts";

interface Props {
  data: ComparisonData;
  view: View;
  show: (view: View) => void;
}

export function Words({ data, view, show }: Props) {
  const [before, next] = view.words;
  const index = (key: string) => data.columns.findIndex((column) => column.key === key);
  const sentences = differences(data.groups, data.columns, index(before), index(next));
  const select = (id: string, label: string, value: string, choose: (key: string) => void) => (
    <>
      <label for={id}>{label}</label>{" "}
      <select id={id} value={value} onChange={(event) => choose(event.currentTarget.value)}>
        {view.plans.map((key) => (
          <option key={key} value={key}>
            {planLabel(data, key)}
          </option>
        ))}
      </select>{" "}
    </>
  );
  // Choosing the plan that stands on the other side swaps the two.
  const from = (key: string) => show({ ...view, words: [key, key === next ? before : next] });
  const to = (key: string) => show({ ...view, words: [key === before ? next : before, key] });
  return (
    <section aria-labelledby="words">
      <h2 id="words">{t.wordsTitle}</h2>
      <p class="words">
        {select("words-next", t.wordsOf, next, to)}
        {select("words-before", t.wordsFrom, before, from)}
      </p>
      {sentences.length ? (
        <ul aria-live="polite">
          {sentences.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      ) : (
        <p>{t.same}</p>
      )}
    </section>
  );
}

function planLabel(data: ComparisonData, key: string): string {
  const column = data.columns.find((candidate) => candidate.key === key);
  return column?.family ? `${column.name} (${column.family})` : (column?.name ?? key);
}
