/** What the tickets of a file would have cost with every choice, and which of them no quota would have covered. */
import { useMemo } from "preact/hooks";
import type { Advice, AdvisedOption, AdvisedTotal, Replayed } from "../../api/advice.ts";
import type { Level } from "../../api/catalogue.ts";
import type { About } from "../../components/charts/about.ts";
import { Note } from "../../components/Small.tsx";
import { SmallTable } from "../../components/SmallTable.tsx";
import { formatDate } from "../../lib/dates.ts";
import { formatMoney } from "../../lib/money.ts";
import type { AdviceFacts } from "../../state/adviceFacts.ts";
import { capDays } from "../../state/replay.ts";
import type { Ticket } from "../../state/tickets.ts";
import { tickets as t } from "../../text/en.ts";
import { aboutOf } from "./about.ts";
import { ReplayBeyond } from "./ReplayBeyond.tsx";

interface Props {
  advice: Advice;
  /** Those that were asked about, in their order. */
  tickets: readonly Ticket[];
  facts: AdviceFacts;
}

export function ReplayAnswer({ advice, tickets, facts }: Props) {
  const { options, replay } = advice;
  const [first, last] = [tickets[0], tickets.at(-1)];
  if (!replay || !first || !last) return null;
  const about = aboutOf({ facts, advice });
  const told = options.flatMap((option) => {
    const replayed = replay.find(({ id }) => id === option.id);
    return replayed ? [{ option, replayed }] : [];
  });
  return (
    <section class="replayed" aria-labelledby="replayed">
      <h3 id="replayed">{t.answerTitle}</h3>
      <p>{t.answerLead(tickets.length, formatDate(first.on), formatDate(last.on), advice.over)}</p>
      <SmallTable
        caption={t.summary(advice.over)}
        figures
        rows={told}
        keyOf={({ option }) => option.id}
        columns={[
          { name: t.answerColumns.option, cell: ({ option }) => option.name },
          { name: t.answerColumns.best, cell: ({ option }) => sum(option.best) },
          { name: t.answerColumns.came, cell: ({ option }) => sum(option.came) },
          { name: t.answerColumns.beyond, cell: ({ replayed }) => t.number(replayed.beyond.length) },
          { name: t.answerColumns.bestBeyond, cell: ({ replayed }) => t.number(replayed.best_beyond.length) },
        ]}
      />
      {told.map(({ option, replayed }) => (
        <OneOption key={option.id} option={option} replayed={replayed} pools={advice.workload.pools} tickets={tickets} levels={facts.levels} about={about} />
      ))}
    </section>
  );
}

function sum(of: AdvisedTotal | null): string | null {
  if (!of) return null;
  return of.by_agreement ? t.byAgreement(formatMoney(of.total), of.by_agreement) : formatMoney(of.total);
}

interface OneProps {
  option: AdvisedOption;
  replayed: Replayed;
  pools: Advice["workload"]["pools"];
  tickets: readonly Ticket[];
  levels: readonly Level[];
  about: About;
}

function OneOption({ option, replayed, pools, tickets, levels, about }: OneProps) {
  const caps = useMemo(() => capDays(replayed.caps), [replayed]);
  const nameOf = (pool: string) => pools.find((each) => each.pool === pool)?.name ?? pool;
  const none = replayed.beyond.length === 0 && replayed.best_beyond.length === 0;
  return (
    <details>
      <summary>
        <h4>{option.terms.length ? t.beyondTitle(option.name, replayed.beyond.length, replayed.best_beyond.length) : t.withoutPlanTitle(option.name, replayed.beyond.length)}</h4>
      </summary>
      {option.terms.length === 0 && <p>{t.noPlan}</p>}
      <SmallTable
        caption={t.capsCaption}
        rows={caps}
        keyOf={({ pool, cap }) => `${pool} ${cap}`}
        columns={[
          { name: t.capsColumns.cap, cell: ({ pool, cap }) => t.capOf(nameOf(pool), t.capNames[cap] ?? cap) },
          { name: t.capsColumns.on, cell: ({ days }) => days.map(formatDate).join(", ") },
        ]}
      />
      {none && <Note tone="good">{t.allCovered}</Note>}
      {!none && option.terms.length > 0 && <ReplayBeyond option={option} replayed={replayed} tickets={tickets} levels={levels} about={about} />}
    </details>
  );
}
