/** For who sells: the way from an answer to a quote that carries it; everybody else sees nothing of it. */
import type { AdvisedOption } from "../../api/advice.ts";
import { readSession } from "../../api/session.ts";
import { ButtonLink } from "../../components/Button.tsx";
import { useLoaded } from "../../components/useLoaded.ts";
import { quoteWithAdvice } from "../../state/desk.ts";
import { advice as t } from "../../text/en.ts";

interface Props {
  /** The query of the answer's address. */
  advice: string;
  /** The advised option, or those that cost the same; each opens with what it opens in the configurator. */
  choices: readonly AdvisedOption[];
}

export function QuoteLinks({ advice, choices }: Props) {
  const { value: session } = useLoaded(readSession);
  if (session?.kind !== "staff" || session.second_step || session.role === "finance") return null;
  return (
    <>
      {choices.map(({ id, name, configure }) => (
        <ButtonLink key={id} href={quoteWithAdvice(advice, configure)}>
          {choices.length > 1 ? t.writeQuoteOf(name) : t.writeQuote}
        </ButtonLink>
      ))}
    </>
  );
}
