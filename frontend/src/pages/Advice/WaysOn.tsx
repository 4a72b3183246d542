/** The ways on from an answer: into the configurator, to the comparison, to somebody else; and what to know before. */
import type { Advice, AdvisedOption } from "../../api/advice.ts";
import { ButtonLink } from "../../components/Button.tsx";
import { CopyButton } from "../../components/CopyButton.tsx";
import { formatMoney } from "../../lib/money.ts";
import { writeAdvice } from "../../state/advice.ts";
import { fromToday, hasBegun, ofQuote } from "../../state/adviceAgain.ts";
import { keptName } from "../../state/adviceTickets.ts";
import { incidentsOpened, opened } from "../../state/adviceOpened.ts";
import { advice as t } from "../../text/en.ts";
import type { AnswerProps } from "./Answer.tsx";
import { tiedOptions } from "./OptionTable.tsx";
import { QuoteLinks } from "./QuoteLinks.tsx";

export function WaysOn({ question, advice, linkable, best }: AnswerProps & { best: AdvisedOption }) {
  const words = { copy: t.copy, copied: t.copied, copyFailed: t.copyFailed };
  // Without its day the same address would be another answer tomorrow.
  const dated = writeAdvice({ ...question, start: advice.start });
  const tied = tiedOptions(advice);
  const choices = tied.length ? tied : [best];
  const leading = choices.filter(({ configure }) => configure);
  const begun = choices.some((choice) => hasBegun(choice, advice));
  const again = linkable && begun ? fromToday(question, advice.start, advice.advised_on) : null;
  return (
    <>
      {choices.map((choice) => (
        <Known key={choice.id} choice={choice} named={tied.length > 0} advice={advice} />
      ))}
      <div class="actions">
        {leading.map(({ id, kind, name, configure }, index) => (
          <ButtonLink key={id} kind={index === 0 ? "primary" : "secondary"} href={configure ?? ""}>
            {kind === "adhoc" ? t.configureIncidents(incidentsOpened(configure ?? "")) : t.configure(name)}
          </ButtonLink>
        ))}
        {again && (
          <ButtonLink kind={leading.length ? "secondary" : "primary"} href={`/advice/${writeAdvice(again)}`}>
            {t.askFromToday}
          </ButtonLink>
        )}
        <ButtonLink href={`/${question.family}/${linkable || keptName(question) ? dated : ""}`}>{t.compare}</ButtonLink>
        {linkable && <CopyButton words={words} text={() => location.origin + location.pathname + dated} />}
        {linkable && <QuoteLinks advice={ofQuote(question, advice)} choices={choices.filter((choice) => !hasBegun(choice, advice))} />}
      </div>
      {begun && !again && <p>{linkable ? t.changeFirstDay : t.leaveOutPast}</p>}
      {!linkable && <p class="soft">{t.fileNotInAddress}</p>}
    </>
  );
}

/** What has to be known of an option before anybody goes on with it; `named` where there are several. */
function Known({ choice, named, advice }: { choice: AdvisedOption; named: boolean; advice: Advice }) {
  const sentences = [...choice.notes, ...(advice.over ? opensThen(choice, advice) : opens(choice, advice))];
  if (sentences.length === 0) return null;
  return (
    <>
      {named && <p class="whose">{t.goingOnWith(choice.name)}</p>}
      <ul class="known">
        {sentences.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </>
  );
}

function opens(best: AdvisedOption, advice: Advice): string[] {
  // Of a plan that starts later, and of what is uncertain, the server has said why there is nothing to buy.
  if (!best.configure) return best.kind === "adhoc" && !best.chances ? [t.nothingToBuy] : [];
  const held = opened(best, advice);
  if (!held) return [t.opensWithIncidents(incidentsOpened(best.configure))];
  const later = held.later ? [t.paidLater(formatMoney(held.later), held)] : [];
  return [t.opensWith(held.terms, held.plan, formatMoney(held.price)), ...later];
}

/** Of what is over nothing is paid any more: what opens is for the time to come. */
function opensThen(best: AdvisedOption, advice: Advice): string[] {
  const held = opened(best, advice);
  if (held) return [t.opensWithThen(held.terms, held.plan, formatMoney(held.price))];
  return best.kind === "adhoc" && !best.chances ? [t.nothingToBuyThen] : [];
}
