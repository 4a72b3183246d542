/** One option in full: its terms, what its quota did month by month, and what its price buys. */
import type { AdvisedOption, Binding, Bought } from "../../api/advice.ts";
import { Marks, type Notes } from "../../components/Reading.tsx";
import { LineRef, Money } from "../../components/Small.tsx";
import { formatDate } from "../../lib/dates.ts";
import { type TermsAlike, termsAlike } from "../../state/quotaMonths.ts";
import { dayBefore } from "../../state/timeline.ts";
import { advice as t } from "../../text/en.ts";
import { aboutOf } from "./about.ts";
import type { AnswerProps } from "./Answer.tsx";
import { differs, optionId } from "./OptionTable.tsx";
import { QuotaTables } from "./QuotaTables.tsx";

export function OptionFolds({ advice, facts, notes }: AnswerProps) {
  const about = aboutOf({ facts, advice });
  const pools = Object.fromEntries(advice.workload.pools.map(({ pool, name }) => [pool, name]));
  return (
    <>
      {advice.options.map((option) => (
        <details key={option.id} class="fold">
          <summary>
            <h4>{option.name}</h4>
          </summary>
          {/* A link to what is inside opens the fold, one to the fold itself would not. */}
          <div id={optionId(option)}>
            <Terms option={option} notes={notes} />
            <Notices notes={option.notes} />
            <Figures option={option} pools={pools} />
            <Bindings binding={option.binding} over={advice.over} />
            <Worth option={option} notes={notes} />
            <QuotaTables option={option} pools={pools} about={about} />
          </div>
        </details>
      ))}
    </>
  );
}

function Terms({ option: { terms }, notes }: { option: AdvisedOption; notes: Notes }) {
  if (terms.length === 0) return null;
  return (
    <ul>
      {termsAlike(terms).map((alike) => (
        <li key={alike.start}>
          <TermsLine alike={alike} notes={notes} />
        </li>
      ))}
    </ul>
  );
}

function TermsLine({ alike: { count, name, start, end, price, readings, lines }, notes }: { alike: TermsAlike; notes: Notes }) {
  const days = [formatDate(start), formatDate(dayBefore(end))] as const;
  return (
    <>
      {count > 1 ? t.termsOf(count, name, ...days) : t.termOf(name, ...days)} <Money of={price} /> <Marks numbers={notes.numbers(readings)} /> <LineRef lines={lines} />
    </>
  );
}

function Notices({ notes }: { notes: string[] }) {
  return (
    <>
      {notes.map((note) => (
        <p key={note} class="note">
          {note}
        </p>
      ))}
    </>
  );
}

function Figures({ option: { terms, best, came }, pools }: { option: AdvisedOption; pools: Record<string, string> }) {
  if (!best || !came) return null;
  const bought = best.incidents.filter(({ units }) => units > 0);
  return (
    <>
      {bought.length > 0 && (
        <p>
          {terms.length ? t.incidentsLead : t.incidentsAlone}{" "}
          {bought.map(({ pool, units, money }, index) => (
            <>
              {index > 0 && ", "}
              {t.incidentsOf(units, pools[pool] ?? pool)} <Money of={money} />
            </>
          ))}
          .
        </p>
      )}
      {differs(best, came) && (
        <p>
          {t.cameLead} <Money of={came.total} />. {t.byAgreement(came.by_agreement)} {t.cameWhy}
        </p>
      )}
    </>
  );
}

function Bindings({ binding, over }: { binding: Binding[]; over: boolean }) {
  if (binding.length === 0) return null;
  return (
    <>
      <h5>{over ? t.bindingTitleThen : t.bindingTitle}</h5>
      <ul>
        {binding.map(({ sentence }) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </>
  );
}

function Worth({ option: { worth }, notes }: { option: AdvisedOption; notes: Notes }) {
  if (!worth) return null;
  return (
    <>
      <h5>{t.worthTitle}</h5>
      <dl class="split">
        <div>
          <dt>{t.quotaWorth}</dt>
          <dd>
            <Money of={worth.quota} />
          </dd>
        </div>
        {worth.rest.minor > 0 && (
          <div>
            <dt>{t.rest}</dt>
            <dd>
              <Money of={worth.rest} />
            </dd>
          </div>
        )}
      </dl>
      <p>{worth.sentence}</p>
      {worth.buys.length > 0 && (
        <ul>
          {worth.buys.map((bought) => (
            <li key={bought.text}>
              <Buys bought={bought} notes={notes} />
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

function Buys({ bought: { text, lines, readings }, notes }: { bought: Bought; notes: Notes }) {
  return (
    <>
      {text} <Marks numbers={notes.numbers(readings)} /> <LineRef lines={lines} />
    </>
  );
}
