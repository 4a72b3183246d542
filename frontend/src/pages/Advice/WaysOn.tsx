/** The ways on from an answer: into the configurator, to the comparison, to somebody else; and what to know before. */
import type { AdvisedOption } from "../../api/advice.ts";
import { ButtonLink } from "../../components/Button.tsx";
import { CopyButton } from "../../components/CopyButton.tsx";
import { formatMoney } from "../../lib/money.ts";
import { writeAdvice } from "../../state/advice.ts";
import { keptName } from "../../state/adviceTickets.ts";
import { opened } from "../../state/adviceOpened.ts";
import { advice as t } from "../../text/en.ts";
import type { AnswerProps } from "./Answer.tsx";
import { QuoteLink } from "./QuoteLink.tsx";

export function WaysOn({ question, advice, linkable, best }: AnswerProps & { best: AdvisedOption }) {
  const words = { copy: t.copy, copied: t.copied, copyFailed: t.copyFailed };
  // Without its day the same address would be another answer tomorrow.
  const dated = writeAdvice({ ...question, start: advice.start });
  return (
    <>
      <Known best={best} over={advice.over} />
      <div class="actions">
        {best.configure && (
          <ButtonLink kind="primary" href={best.configure}>
            {best.kind === "adhoc" ? t.configureIncidents : t.configure(best.name)}
          </ButtonLink>
        )}
        <ButtonLink href={`/${question.family}/${linkable || keptName(question) ? dated : ""}`}>{t.compare}</ButtonLink>
        {linkable && <CopyButton words={words} text={() => location.origin + location.pathname + dated} />}
        {linkable && <QuoteLink advice={dated} configure={best.configure} />}
      </div>
      {!linkable && <p class="soft">{t.fileNotInAddress}</p>}
    </>
  );
}

/** What has to be known of the option before anybody goes on with it. */
function Known({ best, over }: { best: AdvisedOption; over: boolean }) {
  const sentences = [...best.notes, ...(over ? opensThen(best) : opens(best))];
  if (sentences.length === 0) return null;
  return (
    <ul class="known">
      {sentences.map((sentence) => (
        <li key={sentence}>{sentence}</li>
      ))}
    </ul>
  );
}

function opens(best: AdvisedOption): string[] {
  // Of a plan that starts later, and of what is uncertain, the server has said why there is nothing to buy.
  if (!best.configure) return best.kind === "adhoc" && !best.chances ? [t.nothingToBuy] : [];
  const held = opened(best);
  if (!held) return [t.opensWithIncidents];
  const later = held.later ? [t.paidLater(formatMoney(held.later), held.termsLater)] : [];
  return [t.opensWith(held.terms, held.plan, formatMoney(held.price)), ...later];
}

/** Of what is over nothing is paid any more: what opens is for the time to come. */
function opensThen(best: AdvisedOption): string[] {
  const held = opened(best);
  if (held) return [t.opensWithThen(held.terms, held.plan, formatMoney(held.price))];
  return best.kind === "adhoc" && !best.chances ? [t.nothingToBuyThen] : [];
}
