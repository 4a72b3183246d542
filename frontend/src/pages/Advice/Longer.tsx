/** Where the answer changes: flip points, the break-even map and the cost curves, which take a moment longer. */
import type { Advice, Flip } from "../../api/advice.ts";
import { Failed } from "../../components/Failed.tsx";
import { questionAt, writeAdvice } from "../../state/advice.ts";
import { advice as t } from "../../text/en.ts";
import type { AnswerProps } from "./Answer.tsx";
import type { Answering } from "./useAdvice.ts";

export function Longer({ longer, ...answer }: AnswerProps & { longer: Answering<Advice> }) {
  const { value, problem, asking, again } = longer;
  return (
    <>
      <h3>{t.flipsTitle}</h3>
      <p role="status" class="soft">
        {asking && t.flipsWorking}
      </p>
      <Failed problem={problem} words={t.flipsFailed} again={again} />
      {value && <Flips {...answer} flips={value.flips ?? []} never={value.never} />}
    </>
  );
}

function Flips({ flips, never, ...answer }: AnswerProps & { flips: Flip[]; never: string[] }) {
  if (flips.length + never.length === 0) return <p>{t.noFlips}</p>;
  return (
    <ul>
      {flips.map((flip) => (
        <li key={flip.sentence}>
          <FlipPoint {...answer} flip={flip} />
        </li>
      ))}
      {never.map((sentence) => (
        <li key={sentence}>{sentence}</li>
      ))}
    </ul>
  );
}

function FlipPoint({ flip, question, advice, facts }: AnswerProps & { flip: Flip }) {
  const there = questionAt(flip, question, advice.start, facts);
  return (
    <>
      {flip.sentence}{" "}
      {there && (
        <a href={`/advice/${writeAdvice(there)}`} aria-label={t.seeThereOf(flip.count, poolName(advice, flip.pool))}>
          {t.seeThere}
        </a>
      )}
    </>
  );
}

function poolName({ workload }: Advice, pool: string): string {
  return workload.pools.find((each) => each.pool === pool)?.name ?? pool;
}
