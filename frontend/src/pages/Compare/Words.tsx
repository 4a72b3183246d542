/** The island below the table: the difference of two plans, one sentence for each row in which they differ. */
import { compare as t } from "../../text/en.ts";
import { type ComparisonData, planLabel, type View } from "./model.ts";

interface Props {
  data: ComparisonData;
  view: View;
  sentences: string[];
  show: (view: View) => void;
}

export function Words({ data, view, sentences, show }: Props) {
  const [before, next] = view.words;
  // Choosing the plan that stands on the other side swaps the two.
  const from = (key: string) => show({ ...view, words: [key, key === next ? before : next] });
  const to = (key: string) => show({ ...view, words: [key === before ? next : before, key] });
  const select = (id: string, label: string, value: string, choose: (key: string) => void) => (
    <>
      <label for={id}>{label}</label>{" "}
      <select id={id} value={value} onChange={(event) => choose(event.currentTarget.value)}>
        {view.plans.map((key) => (
          <option key={key} value={key}>
            {planLabel(data.columns, key)}
          </option>
        ))}
      </select>{" "}
    </>
  );
  return (
    <>
      <h2 id="difference">{t.wordsTitle}</h2>
      <p class="unscripted">{t.wordsPair(planLabel(data.columns, next), planLabel(data.columns, before))}</p>
      <p class="choose scripted">
        {select("words-next", t.wordsOf, next, to)}
        {select("words-before", t.wordsFrom, before, from)}
      </p>
      <ul aria-live="polite">
        {(sentences.length ? sentences : [t.same]).map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </>
  );
}
