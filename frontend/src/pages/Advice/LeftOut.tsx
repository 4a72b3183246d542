/** Plans that are not among the options and why, and what each must-have costs. */
import { HORIZONS, type Question, withoutNeed, writeAdvice } from "../../state/advice.ts";
import { keptName } from "../../state/adviceTickets.ts";
import { advice as t } from "../../text/en.ts";
import type { AnswerProps } from "./Answer.tsx";

export function NeedCosts({ question, linkable, advice: { needs, needs_together, options, over } }: AnswerProps) {
  if (needs.length === 0) return null;
  return (
    <>
      <h3>{options.length ? (over ? t.needsTitleThen : t.needsTitle) : t.giveUpTitle}</h3>
      <ul>
        {needs_together && <li>{needs_together.sentence}</li>}
        {needs.map(({ need, name, sentence }) => (
          <li key={need}>
            {sentence}{" "}
            {(linkable || keptName(question)) && (
              <a href={`/advice/${writeAdvice(withoutNeed(question, need))}`} aria-label={t.withoutThe(name)}>
                {t.without}
              </a>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}

export function LeftOut({ advice: { left_out } }: AnswerProps) {
  if (left_out.length === 0) return null;
  return (
    <>
      <h3>{t.leftOutTitle}</h3>
      <ul>
        {left_out.map(({ plan, name, sentence }) => (
          <li key={plan}>
            <strong>{name}:</strong> {sentence}
          </li>
        ))}
      </ul>
    </>
  );
}

/** No plan has all that must be there: what to give up is told below, each with a way to ask again without it. */
export function NothingFits({ question, linkable, advice: { reasons, needs, needs_together } }: AnswerProps) {
  const below = new Set([...needs, needs_together].map((each) => each?.sentence));
  const whole = reasons.filter(({ sentence }) => !below.has(sentence));
  return (
    <>
      {whole.map(({ sentence, months }) => (
        <p key={sentence}>
          {sentence} {(linkable || keptName(question)) && <Over question={question} months={months} />}
        </p>
      ))}
      <p>
        {t.nothingFitsAsk} <a href="/ask/?topic=agreement">{t.askUs}</a>
      </p>
    </>
  );
}

/** The same asked about a longer time. */
function Over({ question, months }: { question: Question; months: number | null }) {
  const longer = HORIZONS.find((each) => each === months);
  return longer ? <a href={`/advice/${writeAdvice({ ...question, months: longer })}`}>{t.answerOver(longer)}</a> : null;
}
