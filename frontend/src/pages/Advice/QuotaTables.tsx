/** What became of an option's quota: by term, and by month what was asked, covered and left to lapse. */
import type { AdvisedOption, MonthUse, PoolUse, Spent, TermUse } from "../../api/advice.ts";
import { TableRegion } from "../../components/Small.tsx";
import { formatShortDate } from "../../lib/dates.ts";
import { advice as t } from "../../text/en.ts";

interface Props {
  option: AdvisedOption;
  pools: Record<string, string>;
}

export function QuotaTables({ option, pools }: Props) {
  return (
    <>
      {option.usage.map((use) => (
        <PoolTable key={use.pool} id={`quota-${option.id}-${use.pool}`} option={option.name} name={pools[use.pool] ?? use.pool} use={use} terms={option.terms} />
      ))}
    </>
  );
}

interface PoolProps {
  id: string;
  option: string;
  name: string;
  use: PoolUse;
  terms: AdvisedOption["terms"];
}

function PoolTable({ id, option, name, use, terms }: PoolProps) {
  if (use.terms.length === 0) return null;
  const planOf = (month: number) => terms.find((term) => term.month === month)?.name ?? "";
  return (
    <>
      <h5 id={id}>{t.quotaTitle(option, name)}</h5>
      <ul>
        {use.terms.map((term) => (
          <li key={term.month}>
            <TermLine term={term} plan={planOf(term.month)} />
          </li>
        ))}
      </ul>
      <TableRegion labelledBy={id}>
        <table class="quotas">
          <caption>{t.quotaCaption(option, name)}</caption>
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
            {use.terms.flatMap(({ months }) => months.map((month) => <MonthRow key={month.start} month={month} />))}
          </tbody>
        </table>
      </TableRegion>
    </>
  );
}

function TermLine({ term: { given, best, came }, plan }: { term: TermUse; plan: string }) {
  const left = { requests: given.requests - best.requests, minutes: given.minutes - best.minutes };
  return (
    <>
      {t.given(plan, spent(given), spent(best))} {!same(best, came) && t.usedCame(spent(came))} {t.leftOver(spent(left))}
    </>
  );
}

function MonthRow({ month: { start, asked, best, came, lapsed } }: { month: MonthUse }) {
  return (
    <tr>
      <th scope="row">{formatShortDate(start)}</th>
      <td>{spent(asked)}</td>
      <td>{spent(best)}</td>
      <td>{spent(came)}</td>
      <td>{lapsed ? spent(lapsed) : t.noMonthCap}</td>
    </tr>
  );
}

const same = (one: Spent, other: Spent): boolean => one.requests === other.requests && one.minutes === other.minutes;

const spent = ({ requests, minutes }: Spent): string => t.spent(requests, minutes);
