/** Plans that are not among the options and why, and what each must-have costs. */
import { Money } from "../../components/Small.tsx";
import { withoutNeed, writeAdvice } from "../../state/advice.ts";
import { advice as t } from "../../text/en.ts";
import type { AnswerProps } from "./Answer.tsx";

export function LeftOut({ question, advice }: AnswerProps) {
  return (
    <>
      {advice.needs.length > 0 && (
        <>
          <h3>{t.needsTitle}</h3>
          <ul>
            {advice.needs.map(({ need, name, costs, sentence }) => (
              <li key={need}>
                <strong>{name}</strong> {costs && <Money of={costs} />}: {sentence}{" "}
                <a href={`/advice/${writeAdvice(withoutNeed(question, need))}`} aria-label={t.withoutThe(name)}>
                  {t.without}
                </a>
              </li>
            ))}
          </ul>
        </>
      )}
      {advice.left_out.length > 0 && (
        <>
          <h3>{t.leftOutTitle}</h3>
          <ul>
            {advice.left_out.map(({ plan, name, sentence }) => (
              <li key={plan}>
                <strong>{name}:</strong> {sentence}
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}

/** No plan has all that must be there: what to give up is named, each with a way to ask again without it. */
export function NothingFits({ question, advice }: AnswerProps) {
  const needs = [...new Set(advice.left_out.flatMap((left) => left.needs))];
  const names = Object.fromEntries(advice.needs.map(({ need, name }) => [need, name]));
  return (
    <>
      <p>{t.nothingFitsWhy}</p>
      <ul>
        {needs.map((need) => (
          <li key={need}>
            <a href={`/advice/${writeAdvice(withoutNeed(question, need))}`}>{t.withoutThe(names[need] ?? need)}</a>
          </li>
        ))}
      </ul>
      <p>
        {t.nothingFitsAsk} <a href="/ask/?topic=agreement">{t.askUs}</a>
      </p>
    </>
  );
}
