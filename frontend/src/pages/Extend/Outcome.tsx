/** What a choice comes to: dates, price, what changes, the credit's arithmetic, and the cover before and after. */
import type { ComponentChildren } from "preact";
import type { Credit, ExtensionChoice, Options } from "../../api/options.ts";
import { Fold } from "../../components/Fold.tsx";
import { Terms } from "../../components/PriceLine.tsx";
import { Marks, type Notes } from "../../components/Reading.tsx";
import { SafeWireNote } from "../../components/SafeWireNote.tsx";
import { LineRef, Money } from "../../components/Small.tsx";
import { Timeline } from "../../components/Timeline.tsx";
import { beginningOf } from "../../state/extension.ts";
import { joined, rangeOf, stretchesAfter, stretchOf } from "../../state/timeline.ts";
import { extend as t } from "../../text/en.ts";

interface Props {
  options: Options;
  choice: ExtensionChoice;
  notes: Notes;
  planName: (id: string) => string;
}

/** What begins only with the money has no day by which a wire must be sent. */
const HELD: ReadonlySet<string> = new Set(["at_end", "continuous"]);

export function Outcome({ options, choice, notes, planName }: Props) {
  const { current, wire } = options;
  return (
    <div class="outcome">
      <h3>{t.resultTitle}</h3>
      <div class="details">
        <Terms terms={choice.terms} planName={planName} />
        <PriceFacts choice={choice} />
      </div>
      {choice.credit && <CreditSums credit={choice.credit} />}
      {wire && HELD.has(beginningOf(choice)) && <SafeWireNote wire={wire} />}
      {current && <Changes changes={choice.changes} plan={current.plan_name} />}
      <BeforeAndAfter options={options} choice={choice} />
      <Fold title={t.writtenTitle}>
        <p class="small">
          <LineRef lines={choice.lines} /> <Marks numbers={notes.numbers(choice.readings)} /> {t.rulesText(choice.rules)}{" "}
          <a href="/terms/">{t.rulesLink}</a>
        </p>
      </Fold>
    </div>
  );
}

function PriceFacts({ choice: { periods, unit_price, total, credit, price_per_day, covered_days } }: { choice: ExtensionChoice }) {
  return (
    <dl class="facts">
      <dt>{t.price}</dt>
      <dd>
        {t.times(periods)} <Money of={unit_price} />
        {credit && (
          <>
            {" "}
            {t.lessCredit} <Money of={credit.amount} />
          </>
        )}{" "}
        {t.comesTo}{" "}
        <strong>
          <Money of={total} />
        </strong>
      </dd>
      <dt>{t.perDay}</dt>
      <dd>
        <Money of={price_per_day} /> {t.perDayText(covered_days)}
      </dd>
    </dl>
  );
}

/** The arithmetic of R9, line by line. */
function CreditSums({ credit }: { credit: Credit }) {
  const { value, days_left, days, requests_left, requests, counts, worth, amount, capped, explanation } = credit;
  return (
    <>
      <h4>{t.creditTitle}</h4>
      <dl class="facts">
        <Fact name={t.creditValue}>
          <Money of={value} />
        </Fact>
        <Fact name={t.creditDays}>{t.shareOf(String(days_left), String(days))}</Fact>
        <Fact name={t.creditRequests}>
          <Money of={requests_left} /> {t.of} <Money of={requests} />
        </Fact>
        <Fact name={t.creditCounts}>{t.counts[counts]}</Fact>
        {capped && (
          <Fact name={t.creditWorth}>
            <Money of={worth} />
          </Fact>
        )}
        <Fact name={capped ? t.creditCapped : t.creditAmount}>
          <strong>
            <Money of={amount} />
          </strong>
        </Fact>
      </dl>
      <p class="small">
        {explanation} {capped && t.capped} {t.recomputed}
      </p>
    </>
  );
}

function Fact({ name, children }: { name: string; children: ComponentChildren }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  );
}

function Changes({ changes, plan }: { changes: string[]; plan: string }) {
  return (
    <Fold title={t.changesTitle(plan)}>
      {changes.length === 0 ? (
        <p>{t.noChanges}</p>
      ) : (
        <ul>
          {changes.map((change) => (
            <li key={change}>{change}</li>
          ))}
        </ul>
      )}
    </Fold>
  );
}

/** Both drawings on one scale. */
function BeforeAndAfter({ options, choice }: Pick<Props, "options" | "choice">) {
  const { name, terms, lanes, today } = options;
  const before = terms.map((term) => stretchOf(term, term.state));
  const added = choice.terms.map((term) => stretchOf({ ...term, plan_name: choice.plan_name }, "new"));
  const moved = choice.moved.map((term) => stretchOf(term, "queued"));
  const after = stretchesAfter(before, [...added, ...moved], choice.kind === "upgrade" ? "closed_by_upgrade" : "closed_by_start_today");
  const range = joined(rangeOf(lanes, before, today), rangeOf(choice.lanes_after, after, today));
  return (
    <>
      <Fold title={t.before}>
        <Timeline name={name} lanes={lanes} stretches={before} today={today} range={range} />
      </Fold>
      <h4>{t.after}</h4>
      <Timeline name={t.afterName(name)} lanes={choice.lanes_after} stretches={after} today={today} range={range} />
    </>
  );
}
