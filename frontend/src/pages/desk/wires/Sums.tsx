/** The lines of a statement by verdict: how many, how much, and whether that money goes into the books. */
import type { Statement, Sum } from "../../../api/statements.ts";
import { Button } from "../../../components/Button.tsx";
import { Money, TableRegion } from "../../../components/Small.tsx";
import { VerdictBadge } from "../../../components/VerdictBadge.tsx";
import { wires } from "../../../text/en.ts";

const t = wires.statement;

interface Props {
  sums: Sum[];
  state: Statement["state"];
  /** The verdict whose lines are shown, or "" for all. */
  verdict: string;
  show: (verdict: string) => void;
}

export function Sums({ sums, state, verdict, show }: Props) {
  return (
    <TableRegion labelledBy="by-verdict">
      <table>
        <caption id="by-verdict">{t.byVerdict}</caption>
        <thead>
          <tr>
            <th scope="col">{t.group.verdict}</th>
            <th scope="col">{t.group.lines}</th>
            <th scope="col">{t.group.money}</th>
            <th scope="col">{t.group.books}</th>
          </tr>
        </thead>
        <tbody>
          {sums.map((sum) => (
            <tr key={`${sum.verdict} ${sum.amount?.currency}`}>
              <th scope="row">
                <VerdictBadge verdict={sum.verdict} />{" "}
                <Button kind="quiet" aria-pressed={verdict === sum.verdict} onClick={() => show(verdict === sum.verdict ? "" : sum.verdict)}>
                  {verdict === sum.verdict ? t.all : t.show(wires.verdicts[sum.verdict])}
                </Button>
              </th>
              <td>{sum.count}</td>
              <td>{sum.amount && <Money of={sum.amount} />}</td>
              <td>{(sum.books ? t.books : t.booksNot)[state]}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableRegion>
  );
}
