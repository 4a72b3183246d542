/** What became of an option's quota: by term, and by month what was asked, covered and left to lapse. */
import type { AdvisedOption, Amounts, MonthOfQuota, TermOfQuota, Usage } from "../../api/advice.ts";
import { TableRegion } from "../../components/Small.tsx";
import { formatShortDate } from "../../lib/dates.ts";
import { advice as t } from "../../text/en.ts";

interface Props {
  option: AdvisedOption;
  pools: Record<string, string>;
}

export function QuotaTables({ option, pools }: Props) {
  const used = option.usage.filter(({ terms, months }) => terms.length > 0 && months.length > 0);
  return (
    <>
      {used.map((usage) => (
        <PoolTables key={usage.pool} id={`${option.id}-${usage.pool}`} name={pools[usage.pool] ?? usage.pool} usage={usage} terms={option.terms} />
      ))}
    </>
  );
}

interface PoolProps {
  id: string;
  name: string;
  usage: Usage;
  terms: AdvisedOption["terms"];
}

function PoolTables({ id, name, usage, terms }: PoolProps) {
  const planOf = (month: number) => terms.find((term) => term.month === month)?.name ?? "";
  return (
    <>
      <h5 id={id}>{t.quotaTitle(name)}</h5>
      <ul>
        {usage.terms.map((term) => (
          <li key={term.month}>
            <TermLine term={term} plan={planOf(term.month)} />
          </li>
        ))}
      </ul>
      <TableRegion labelledBy={id}>
        <table class="quotas">
          <caption>{t.quotaCaption(name)}</caption>
          <thead>
            <tr>
              {[t.month, t.asked, t.covered, t.coveredAsCame, t.lapses].map((head) => (
                <th key={head} scope="col">
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {usage.months.map((month) => (
              <MonthRow key={month.month} month={month} />
            ))}
          </tbody>
        </table>
      </TableRegion>
    </>
  );
}

function TermLine({ term: { given, best, came }, plan }: { term: TermOfQuota; plan: string }) {
  return (
    <>
      {plan}: {given && t.given(amounts(given))} {t.usedBest(amounts(best))} {!same(best, came) && t.usedCame(amounts(came))}{" "}
      {given && t.leftOver(amounts({ requests: given.requests - best.requests, minutes: given.minutes - best.minutes }))}
    </>
  );
}

function MonthRow({ month: { start, asked, best, came, unused } }: { month: MonthOfQuota }) {
  return (
    <tr>
      <th scope="row">{formatShortDate(start)}</th>
      <td>{asked}</td>
      <td>{amounts(best)}</td>
      <td>{amounts(came)}</td>
      <td>{unused ? amounts(unused) : t.noMonthCap}</td>
    </tr>
  );
}

const same = (one: Amounts, other: Amounts): boolean => one.requests === other.requests && one.minutes === other.minutes;

const amounts = ({ requests, minutes }: Amounts): string => t.amounts(requests, minutes);
