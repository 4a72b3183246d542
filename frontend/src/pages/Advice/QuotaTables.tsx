/** What became of an option's quota: by term, and by month what was asked, covered and left to lapse. */
import type { AdvisedOption, PoolUse, Spent } from "../../api/advice.ts";
import { Button } from "../../components/Button.tsx";
import type { About } from "../../components/charts/about.ts";
import { SmallTable } from "../../components/SmallTable.tsx";
import { formatDate, formatShortDate } from "../../lib/dates.ts";
import { save } from "../../lib/files.ts";
import { type MonthsAlike, monthsAlike, same, type UsesAlike, usesAlike } from "../../state/quotaMonths.ts";
import { dayBefore } from "../../state/timeline.ts";
import { advice as t } from "../../text/en.ts";
import { quotaFile } from "./quotaFile.ts";

interface Props {
  option: AdvisedOption;
  pools: Record<string, string>;
  about: About;
}

export function QuotaTables({ option, pools, about }: Props) {
  if (!option.usage.some(({ terms }) => terms.length)) return null;
  const keep = () => save(t.quotaFileName(option.id), "text/csv", quotaFile(option, pools, about));
  return (
    <>
      {option.usage.map((use) => (
        <PoolTable key={use.pool} option={option.name} name={pools[use.pool] ?? use.pool} use={use} terms={option.terms} />
      ))}
      <p class="screen">
        <Button onClick={keep}>{t.saveQuota(option.name)}</Button>
      </p>
    </>
  );
}

interface PoolProps {
  option: string;
  name: string;
  use: PoolUse;
  terms: AdvisedOption["terms"];
}

function PoolTable({ option, name, use, terms }: PoolProps) {
  if (use.terms.length === 0) return null;
  const told = usesAlike(use.terms, terms);
  return (
    <>
      <h5>{t.quotaTitle(option, name)}</h5>
      <ul>
        {told.map((alike) => (
          <li key={alike.month}>
            <UsesLine alike={alike} several={told.length > 1} />
          </li>
        ))}
        {use.some_levels.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
      <div class="quotas">
        <SmallTable
          caption={t.quotaCaption(option, name)}
          rows={monthsAlike(use.terms)}
          keyOf={({ start }) => start}
          columns={[
            { name: t.month, cell: monthsOf },
            { name: t.asked, cell: ({ asked }) => spent(asked) },
            { name: t.covered, cell: ({ best }) => spent(best) },
            { name: t.coveredAsCame, cell: ({ came }) => spent(came) },
            { name: t.lapses, cell: ({ lapsed }) => spent(lapsed) },
          ]}
        />
      </div>
    </>
  );
}

/** With `several` lines in the list, each says which term it speaks of. */
function UsesLine({ alike: { plan, count, start, end, given, best, came }, several }: { alike: UsesAlike; several: boolean }) {
  const left = { requests: given.requests - best.requests, minutes: given.minutes - best.minutes };
  const days = [formatDate(start), formatDate(dayBefore(end))] as const;
  return (
    <>
      {count > 1 ? t.eachOfTerms(count, ...days) : several && t.inTerm(...days)} {t.given(plan, given, spent(best))} {!same(best, came) && t.usedCame(spent(came))} {t.leftOver(spent(left))}
    </>
  );
}

function monthsOf({ count, start, end }: MonthsAlike): string {
  return count > 1 ? t.eachOfMonths(count, formatShortDate(start), formatShortDate(dayBefore(end))) : formatShortDate(start);
}

const spent = ({ requests, minutes }: Spent): string => t.spent(requests, minutes);
