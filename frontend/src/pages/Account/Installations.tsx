/** The customer's installations: a table where there is room, cards where there is not, from one markup. */
import { useState } from "preact/hooks";
import type { InstallationSummary } from "../../api/installations.ts";
import { Button } from "../../components/Button.tsx";
import { ErrorSummary, type FieldFault } from "../../components/ErrorSummary.tsx";
import { extendTogether, offered, orderable } from "../../state/account.ts";
import { account as t } from "../../text/en.ts";
import { Head } from "../../components/cells.tsx";
import { Row } from "./Row.tsx";

export function Installations({ installations, today }: { installations: InstallationSummary[]; today: string }) {
  const [chosen, choose] = useState<string[]>([]);
  const [faults, setFaults] = useState<FieldFault[]>([]);
  const open = installations.filter(orderable);
  const several = open.length > 1;
  const first = installations.find((each) => offered(each) === "extend");

  const toggle = (id: string, on: boolean) => {
    choose(installations.map((each) => each.id).filter((each) => (each === id ? on : chosen.includes(each))));
    setFaults([]);
  };
  const extend = () => {
    if (chosen.length) location.assign(extendTogether(chosen));
    else setFaults([{ field: several ? choiceId(open[0]?.id ?? "") : null, text: t.chooseFirst }]);
  };

  return (
    <>
      <ErrorSummary faults={faults} />
      <table class="cards" role="table">
        <caption>{t.caption}</caption>
        <thead role="rowgroup">
          <tr role="row">
            {several && (
              <Head>
                <span class="unseen">{t.columns.choose}</span>
              </Head>
            )}
            <Head>{t.columns.installation}</Head>
            <Head>{t.columns.cover}</Head>
            <Head>{t.columns.lastCoveredDay}</Head>
            <Head>{t.columns.quota}</Head>
            <Head>{t.columns.criticalUpdates}</Head>
            <Head>{t.columns.action}</Head>
          </tr>
        </thead>
        <tbody role="rowgroup">
          {installations.map((each) => (
            <Row
              key={each.id}
              installation={each}
              today={today}
              first={each === first}
              choice={several ? { id: choiceId(each.id), chosen: chosen.includes(each.id), choose: (on) => toggle(each.id, on) } : null}
            />
          ))}
        </tbody>
      </table>
      {several && (
        <div class="actions">
          <Button onClick={extend}>{t.extendChosen(chosen.length)}</Button>
        </div>
      )}
    </>
  );
}

const choiceId = (id: string): string => `choose-${id}`;
