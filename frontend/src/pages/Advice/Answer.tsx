/** The answer: the advised option with its reasons first, then all options, and what they rest on. */
import type { ComponentChildren, RefObject } from "preact";
import type { Advice, AdvisedOption } from "../../api/advice.ts";
import { Marks, Notes, ReadingNotes } from "../../components/Reading.tsx";
import { LineRef, Money } from "../../components/Small.tsx";
import { formatSpan } from "../../lib/dates.ts";
import type { Question } from "../../state/advice.ts";
import { type AdviceFacts, findFamily } from "../../state/adviceFacts.ts";
import { dayBefore } from "../../state/timeline.ts";
import { advice as t, common } from "../../text/en.ts";
import { Asked } from "./Asked.tsx";
import { LeftOut, NeedCosts, NothingFits } from "./LeftOut.tsx";
import { type Later, Longer } from "./Longer.tsx";
import { OptionFolds } from "./OptionFold.tsx";
import { agreesAny, OptionTable, tiedOptions } from "./OptionTable.tsx";
import { WaysOn } from "./WaysOn.tsx";

export interface AnswerProps {
  facts: AdviceFacts;
  question: Question;
  advice: Advice;
  /** False where the address does not carry the requests, as those of a file: then no link can ask again. */
  linkable: boolean;
  notes: Notes;
}

interface Props extends Omit<AnswerProps, "notes">, Later {
  /** What stands between the options and what was left out. */
  children?: ComponentChildren;
  heading: RefObject<HTMLHeadingElement | null>;
}

export function Answer({ map, grown, heading, children, ...given }: Props) {
  const { facts, advice } = given;
  const notes = new Notes(facts.readings, readingsUsed(advice));
  const props: AnswerProps = { ...given, notes };
  const [best] = advice.options;
  return (
    <section class="answer" aria-labelledby="answer">
      <h2 id="answer" tabIndex={-1} ref={heading}>
        {best ? headingOf(advice, best) : nothingFits(advice)}
      </h2>
      {best ? <Best {...props} best={best} /> : <NothingFits {...props} />}
      <NeedCosts {...props} />
      {best && (
        <>
          <h3 id="options">{optionsTitle(advice)}</h3>
          <OptionTable advice={advice} labelledBy="options" />
          <Incidents {...props} />
          <Asked {...props} />
          <h3>{t.detailsTitle}</h3>
          <OptionFolds {...props} />
        </>
      )}
      {children}
      <LeftOut {...props} />
      <Longer {...props} map={map} grown={grown} />
      {notes.readings.length > 0 && (
        <>
          <h3>{common.readingsTitle}</h3>
          <ReadingNotes notes={notes} uses={() => []} />
        </>
      )}
    </section>
  );
}

function optionsTitle(advice: Advice): string {
  if (advice.options.length === 1) return t.optionTitle;
  return agreesAny(advice) ? t.optionsTitleAgreed : t.optionsTitle;
}

function headingOf(advice: Advice, best: AdvisedOption): string {
  if (advice.options.length === 1) return t.onlyOne[best.kind](best.name);
  const tied = tiedOptions(advice);
  if (!tied.length && advice.first_by === "agreements") return (advice.over ? t.fewestUnpricedThen : t.fewestUnpriced)(best.name);
  const least = tied.length ? (advice.over ? t.sameCostThen : t.sameCost)(tied.map(({ name }) => name)) : cheapest(advice, best);
  return advice.first_by === "stated" ? t.ofStated(least) : least;
}

function cheapest({ over }: Advice, { name, chances }: AdvisedOption): string {
  if (chances) return (over ? t.cheapestOnAverageThen : t.cheapestOnAverage)(name);
  return (over ? t.cheapestThen : t.cheapest)(name);
}

/** Plans one after another may meet what none meets by itself. */
function nothingFits({ reasons }: Advice): string {
  return reasons.some(({ kind }) => kind === "chain") ? t.noPlanFits : t.nothingFits;
}

/** Kinds of reasons that stand under a heading of their own. */
const TOLD_BELOW: ReadonlySet<string> = new Set(["need", "never"]);

function Best({ best, ...answer }: AnswerProps & { best: AdvisedOption }) {
  const { facts, question, advice } = answer;
  const { workload, start, end, months } = advice;
  const family = findFamily(facts, question.family)?.name ?? question.family;
  const pools = workload.pools.flatMap(({ name, requests }) => (requests ? [t.poolRequests(name, requests)] : []));
  const reasons = advice.reasons.filter(({ kind }) => !TOLD_BELOW.has(kind)).map(({ sentence }) => sentence);
  return (
    <>
      <Figure best={best} months={months} span={formatSpan(start, dayBefore(end))} />
      <p class="soft">{workload.kind === "rates" ? t.reckonedForRates(family) : t.reckonedFor(family, pools)}</p>
      <ul class="reasons">
        {reasons.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
      <WaysOn {...answer} best={best} />
    </>
  );
}

function Figure({ best, months, span: [first, last] }: { best: AdvisedOption; months: number; span: [string, string] }) {
  const total = best.best?.total ?? best.chances?.expected;
  if (!total) return null;
  return (
    <p class="figure">
      <strong>
        <Money of={total} />
      </strong>{" "}
      {best.best ? t.forMonths(months, first, last) : t.onAverageFor(months, first, last)} {best.best ? t.byAgreement(best.best.by_agreement) : t.agreedOnAverage(best.chances?.agreed ?? "")}
    </p>
  );
}

/** The prices that all figures count with, so that they can be done again by hand. */
function Incidents({ advice: { ad_hoc, incidents }, notes }: AnswerProps) {
  return (
    <>
      <h3>{t.incidentsTitle}</h3>
      <p>{ad_hoc}</p>
      <ul>
        {incidents.map(({ id, sentence, lines, readings }) => (
          <li key={id}>
            {sentence} <Marks numbers={notes.numbers(readings)} /> <LineRef lines={lines} />
          </li>
        ))}
      </ul>
    </>
  );
}

function readingsUsed({ options, readings }: Advice): string[] {
  const bought = options.flatMap(({ worth }) => (worth?.buys ?? []).flatMap((each) => each.readings));
  return [...readings, ...bought];
}
