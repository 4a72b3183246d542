/** Where the answer changes: flip points, the break-even map and the cost curves, which take a moment longer. */
import type { Advice, Flip } from "../../api/advice.ts";
import { BreakEvenMap } from "../../components/charts/BreakEvenMap.tsx";
import { CostCurves } from "../../components/charts/CostCurves.tsx";
import { Failed } from "../../components/Failed.tsx";
import { questionAt, writeAdvice } from "../../state/advice.ts";
import { advice as t } from "../../text/en.ts";
import { aboutOf, letteringOf } from "./about.ts";
import type { AnswerProps } from "./Answer.tsx";
import type { Answering } from "./useAdvice.ts";

export interface Later {
  map: Answering<Advice>;
  grown: Answering<Advice>;
}

export function Longer({ map, grown, ...answer }: AnswerProps & Later) {
  const { never, options } = answer.advice;
  const unable = whyNoFlips(answer.advice);
  const flips = grown.value?.flips ?? [];
  // No number of requests makes an option of what must-haves leave out.
  if (options.length === 0) return null;
  return (
    <>
      <h3>{t.flipsTitle}</h3>
      {unable && <p>{unable}</p>}
      <p role="status" class="soft">
        {(map.asking || grown.asking) && t.flipsWorking}
      </p>
      <Failed problem={grown.problem} words={t.flipsFailed} again={grown.again} />
      {grown.value && !unable && flips.length + never.length === 0 && <p>{t.noFlips}</p>}
      {(grown.value || unable) && <Flips {...answer} flips={flips} never={never} />}
      <Failed problem={map.problem} words={t.mapFailed} again={map.again} />
      <Charts facts={answer.facts} advice={answer.advice} map={map.value?.map ?? null} curves={grown.value?.curves ?? []} />
    </>
  );
}

function whyNoFlips({ over, workload: { kind, requests, most_grown, most_drawn } }: Advice): string | null {
  if (kind === "rates") return t.noFlipsForRates;
  const count = requests ?? 0;
  if (most_drawn !== null && count > most_drawn) return t.tooManyForCharts(most_drawn);
  return most_grown !== null && count > most_grown ? t.tooManyForFlips(most_grown, over) : null;
}

function Flips({ flips, never, ...answer }: AnswerProps & { flips: Flip[]; never: string[] }) {
  if (flips.length + never.length === 0) return null;
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

function FlipPoint({ flip, question, linkable, advice, facts }: AnswerProps & { flip: Flip }) {
  const there = linkable ? questionAt(flip, question, advice.start, facts) : null;
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

interface ChartsProps extends Pick<AnswerProps, "facts" | "advice"> {
  map: Advice["map"];
  curves: NonNullable<Advice["curves"]>;
}

function Charts({ facts, advice, map, curves }: ChartsProps) {
  // It is named with its plans there, as it is among the options of one's own numbers.
  const chain = advice.options.find(({ kind }) => kind === "chain")?.name;
  const shared = { about: aboutOf({ facts, advice }), currency: advice.currency, order: letteringOf({ facts, advice }) };
  return (
    <>
      {map && <BreakEvenMap id="map" map={{ ...map, chain }} {...shared} />}
      {curves.map((each) => (
        <CostCurves key={each.pool} id={`curves-${each.pool}`} curves={{ ...each, chain }} {...shared} />
      ))}
    </>
  );
}
