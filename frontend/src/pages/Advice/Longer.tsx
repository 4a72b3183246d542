/** Where the answer changes: flip points, the break-even map and the cost curves, which take a moment longer. */
import type { Advice, Flip } from "../../api/advice.ts";
import type { About } from "../../components/charts/about.ts";
import { BreakEvenMap } from "../../components/charts/BreakEvenMap.tsx";
import { CostCurves } from "../../components/charts/CostCurves.tsx";
import { Failed } from "../../components/Failed.tsx";
import { questionAt, writeAdvice } from "../../state/advice.ts";
import { findFamily } from "../../state/adviceFacts.ts";
import { advice as t } from "../../text/en.ts";
import type { AnswerProps } from "./Answer.tsx";
import { type Answering, MOST_GROWN } from "./useAdvice.ts";

export function Longer({ longer, ...answer }: AnswerProps & { longer: Answering<Advice> }) {
  const { value, problem, asking, again } = longer;
  const { kind, requests } = answer.advice.workload;
  const unable = kind === "rates" ? t.noFlipsForRates : (requests ?? 0) > MOST_GROWN ? t.tooManyForFlips(MOST_GROWN) : null;
  if (unable) {
    return (
      <>
        <h3>{t.flipsTitle}</h3>
        <p>{unable}</p>
        <Flips {...answer} flips={[]} never={answer.advice.never} />
      </>
    );
  }
  return (
    <>
      <h3>{t.flipsTitle}</h3>
      <p role="status" class="soft">
        {asking && t.flipsWorking}
      </p>
      <Failed problem={problem} words={t.flipsFailed} again={again} />
      {value && (
        <>
          {(value.flips ?? []).length + value.never.length === 0 && <p>{t.noFlips}</p>}
          <Flips {...answer} flips={value.flips ?? []} never={value.never} />
          <Charts {...answer} advice={value} />
        </>
      )}
    </>
  );
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

function Charts({ facts, advice }: AnswerProps) {
  const about: About = {
    family: findFamily(facts, advice.family)?.name ?? advice.family,
    advisedOn: advice.advised_on,
    start: advice.start,
    end: advice.end,
    version: advice.catalogue_version,
    netOfTax: advice.net_of_tax,
  };
  const shared = { about, currency: advice.currency, order: advice.options.map(({ id }) => id) };
  return (
    <>
      {advice.map && <BreakEvenMap id="map" map={advice.map} {...shared} />}
      {advice.curves?.map((curves) => <CostCurves key={curves.pool} id={`curves-${curves.pool}`} curves={curves} {...shared} />)}
    </>
  );
}
