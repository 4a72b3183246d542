/** Plans that are not among the options and why, and what each must-have costs. */
import { withoutNeed, writeAdvice } from "../../state/advice.ts";
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
export function NothingFits({ advice: { reasons, needs } }: AnswerProps) {
  const below = new Set(needs.map(({ sentence }) => sentence));
  const whole = reasons.filter(({ sentence }) => !below.has(sentence));
  return (
    <>
      {whole.map(({ sentence }) => (
        <p key={sentence}>{sentence}</p>
      ))}
      <p>
        {t.nothingFitsAsk} <a href="/ask/?topic=agreement">{t.askUs}</a>
      </p>
    </>
  );
}
