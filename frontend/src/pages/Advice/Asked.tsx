/** What was asked, beside the answer and on paper, where the form is not. */
import { SmallTable } from "../../components/SmallTable.tsx";
import { formatDate, formatShortDate } from "../../lib/dates.ts";
import type { Question } from "../../state/advice.ts";
import { askedCounts, askedRows, neededServices, type When } from "../../state/adviceAsked.ts";
import { type AdviceFacts, findFamily } from "../../state/adviceFacts.ts";
import { monthSpans, poolAsked } from "../../state/adviceForm.ts";
import { advice as t } from "../../text/en.ts";
import type { AnswerProps } from "./Answer.tsx";

const QUARTER = 15;

/** The question in a few words. */
export function askedShortly(question: Question, facts: AdviceFacts): string {
  const counts = askedCounts(question, facts).map(({ pool, requests, perMonth }) => (requests ? t.poolRequests(pool, requests) : t.poolRates(pool, perMonth)));
  return t.answersGiven(findFamily(facts, question.family)?.name ?? question.family, question.months, counts, needsOf(question, facts));
}

export function Asked({ facts, question, linkable, advice }: AnswerProps) {
  const levelOf = (level: string) => {
    const name = facts.levels.find(({ id }) => id === level)?.name ?? level;
    const pool = poolAsked(question, level, facts);
    return pool ? t.poolAt(pool, name) : name;
  };
  const needs = needsOf(question, facts);
  return (
    <>
      <h3>{t.askedTitle}</h3>
      <p>{t.askedWhen[linkable ? question.workload.kind : "file"](formatDate(advice.start))}</p>
      <SmallTable
        caption={t.askedCaption}
        rows={askedRows(question, advice.start, linkable)}
        keyOf={(row) => JSON.stringify(row)}
        columns={[
          { name: t.level, cell: ({ level }) => levelOf(level) },
          { name: t.length, cell: ({ shortest, longest }) => t.lengths(shortest * QUARTER, longest * QUARTER) },
          { name: t.askedHow, cell: ({ when }) => <How when={when} /> },
        ]}
      />
      <p>{t.askedNeeds(needs)}</p>
    </>
  );
}

function needsOf(question: Question, facts: AdviceFacts): string[] {
  const { critical, maintenance } = question.needs;
  return [...neededServices(question, facts), ...(critical ? [t.criticalFor(critical)] : []), ...(maintenance ? [t.maintenanceFor(maintenance)] : [])];
}

function How({ when }: { when: When }) {
  if (when.kind === "monthly") return <>{t.everyMonth(when.count)}</>;
  if (when.kind === "months") return <>{inMonths(when.count, when.months)}</>;
  if (when.kind === "rate") return <>{t.aMonth(when.perMonth)}</>;
  if (when.kind === "span") return <>{t.between(when.count, formatDate(when.first), formatDate(when.last))}</>;
  return <>{when.days.map(({ day, count }) => t.onDay(formatShortDate(day), count)).join(", ")}</>;
}

function inMonths(count: number, months: readonly number[]): string {
  const [first] = months;
  return months.length === 1 && first ? t.inMonth(count, first) : t.inEachMonth(count, monthSpans(months));
}
