/** All options, ranked, with what each costs and what that is made of. */
import type { ComponentChildren } from "preact";
import type { Advice, AdvisedOption, AdvisedTotal } from "../../api/advice.ts";
import { Cell, Head } from "../../components/cells.tsx";
import { Badge, Money } from "../../components/Small.tsx";
import { advice as t } from "../../text/en.ts";

interface Column {
  name: string;
  cell: (option: AdvisedOption) => ComponentChildren;
}

const KNOWN: Column[] = [
  { name: t.best, cell: ({ best }) => best && <Total of={best} /> },
  { name: t.came, cell: ({ best, came }) => best && came && <Came best={best} came={came} /> },
  { name: t.planPrice, cell: ({ price }) => <Money of={price} /> },
  { name: t.overflow, cell: ({ best }) => best && <Beside money={best.overflow} of={best} words={t.requestsAgreed(best.by_agreement)} /> },
  { name: t.perMonthColumn, cell: ({ best }) => best && <Beside money={best.per_month} of={best} words={t.withoutAgreed} /> },
];

const UNCERTAIN: Column[] = [
  { name: t.expected, cell: ({ chances }) => chances && <Average of={chances} /> },
  { name: t.median, cell: ({ chances }) => chances && <Money of={chances.median} /> },
  { name: t.p90, cell: ({ chances }) => chances && <Money of={chances.p90} /> },
  { name: t.p95, cell: ({ chances }) => chances && <Money of={chances.p95} /> },
  { name: t.chance, cell: ({ chances }) => chances && chances.cheapest },
  { name: t.planPrice, cell: ({ price }) => <Money of={price} /> },
];

export function OptionTable({ advice, labelledBy }: { advice: Advice; labelledBy: string }) {
  const ties = tiedOptions(advice).length > 0;
  const columns = advice.workload.kind === "rates" ? UNCERTAIN : KNOWN;
  return (
    <>
      {advice.needs.length > 0 && <p>{needsMet(advice)}</p>}
      <p class="small soft">
        {advice.workload.kind === "rates" ? t.chancesLead : t.figuresLead} {advice.workload.kind === "rates" && agreesAny(advice) && t.chancesAgreed}
      </p>
      <table class="cards figures" role="table" aria-labelledby={labelledBy}>
        <thead role="rowgroup">
          <tr role="row">
            <Head>{t.option}</Head>
            {columns.map(({ name }) => (
              <Head key={name}>{name}</Head>
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup">
          {advice.options.map((option) => (
            <tr key={option.id} role="row">
              <th scope="row" role="rowheader">
                <a href={`#${optionId(option)}`}>{option.name}</a> {ties && option.tied && <Badge tone="good">{t.tied}</Badge>}
              </th>
              {columns.map(({ name, cell }) => {
                const shown = cell(option);
                return (
                  <Cell key={name} name={name} empty={shown === null}>
                    {shown}
                  </Cell>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
      <p class="small soft">{t.inCurrency(advice.currency, advice.net_of_tax)}</p>
    </>
  );
}

/** What every option has; of a single one, that others lack it. */
function needsMet({ needs, options: [first, ...others] }: Advice): string {
  const names = needs.map(({ name }) => name);
  return first && others.length === 0 ? (first.kind === "chain" ? t.onlyHas.chain : t.onlyHas.plan)(names) : t.allHave(names);
}

/** Whether any option leaves requests that no price is stated for. */
export function agreesAny({ options }: Advice): boolean {
  return options.some(({ best, came, chances }) => best?.by_agreement || came?.by_agreement || chances?.agreed);
}

/** The options that cost as little as the first one; none where it is alone. */
export function tiedOptions({ options }: Advice): AdvisedOption[] {
  const tied = options.filter((option) => option.tied);
  return tied.length > 1 ? tied : [];
}

/** Where in the page an option is told in full. */
export const optionId = ({ id }: Pick<AdvisedOption, "id">): string => `option-${id}`;

function Average({ of }: { of: NonNullable<AdvisedOption["chances"]> }) {
  return (
    <>
      <Money of={of.expected} /> {of.agreed && <small>{t.andAgreed(of.agreed)}</small>}
    </>
  );
}

function Total({ of }: { of: AdvisedTotal }) {
  return <Beside money={of.total} of={of} words={t.requestsAgreed(of.by_agreement)} />;
}

/** An amount, and beside it what is not in it: requests without a price are never free. */
function Beside({ money, of, words }: { money: AdvisedTotal["total"]; of: AdvisedTotal; words: string }) {
  return (
    <>
      <Money of={money} /> {of.by_agreement > 0 && <small>{words}</small>}
    </>
  );
}

/** Whether what is spent as requests come costs more, or leaves more without a price. */
export function differs(best: AdvisedTotal, came: AdvisedTotal): boolean {
  return came.total.minor !== best.total.minor || came.by_agreement !== best.by_agreement;
}

/** As requests come it may cost more than it need: then it says so beside the figure. */
function Came({ best, came }: { best: AdvisedTotal; came: AdvisedTotal }) {
  return differs(best, came) ? <Total of={came} /> : <span class="soft">{t.same}</span>;
}
