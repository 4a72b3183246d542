/** The cost curves as a table: a row for each number of requests, a column for each option. */
import { formatMoney } from "../../lib/money.ts";
import { agreesAny, bestAt, cameAt, type Curves, firstAt, isSame, type Sum } from "../../state/costCurves.ts";
import { charts as t } from "../../text/en.ts";
import { type About, spanWords } from "./about.ts";
import { lookOf } from "./looks.ts";
import { namesOf } from "./tables.ts";

interface Props {
  curves: Curves;
  currency: string;
  about: About;
  order: readonly string[];
  captionId: string;
}

export function CurvesTable({ curves, currency, about, order, captionId }: Props) {
  // Of one option alone nothing is the least.
  const several = curves.series.length > 1;
  return (
    <table class="curves-table">
      <caption id={captionId}>{t.curvesCaption(about.family, curves.name, spanWords(about), about.over)}</caption>
      <thead>
        <tr>
          <th scope="col">{t.requests}</th>
          {curves.series.map(({ id, name }) => (
            <th key={id} scope="col" class="number">
              {lookOf(order, id).letter} {name}
            </th>
          ))}
          {several && <th scope="col">{t.first(!agreesAny(curves), about.over)}</th>}
        </tr>
      </thead>
      <tbody>
        {curves.counts.map((count, place) => (
          <tr key={count} class={count === curves.here ? "here" : undefined}>
            <th scope="row">
              {count} {count === curves.here && <span class="soft">({t.yours})</span>}
            </th>
            {curves.series.map((each) => (
              <Totals key={each.id} currency={currency} over={about.over} best={bestAt(each, place)} came={cameAt(each, place)} />
            ))}
            {several && <td>{namesOf(firstAt(curves, place))}</td>}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** The best possible total, and that of as-it-comes below where it differs. */
function Totals({ currency, over, best, came }: { currency: string; over: boolean; best: Sum | null; came: Sum | null }) {
  if (best === null) return <td class="number soft">{t.noOption}</td>;
  return (
    <td class="number">
      <span class="money">{formatMoney({ minor: best.total, currency })}</span>
      {best.agreed > 0 && <small>{t.agreed(best.agreed)}</small>}
      {came !== null && !isSame(came, best) && <small class="soft">{t.came(t.sum(formatMoney({ minor: came.total, currency }), came.agreed), over)}</small>}
    </td>
  );
}
