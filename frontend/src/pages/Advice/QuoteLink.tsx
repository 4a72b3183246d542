/** For who sells: the way from an answer to a quote that carries it; everybody else sees nothing of it. */
import { readSession } from "../../api/session.ts";
import { ButtonLink } from "../../components/Button.tsx";
import { useLoaded } from "../../components/useLoaded.ts";
import { quoteWithAdvice } from "../../state/desk.ts";
import { advice as t } from "../../text/en.ts";

interface Props {
  /** The query of the answer's address. */
  advice: string;
  /** Where the advised plan opens in the configurator. */
  configure: string | null;
}

export function QuoteLink({ advice, configure }: Props) {
  const { value: session } = useLoaded(readSession);
  if (session?.kind !== "staff" || session.second_step || session.role === "finance") return null;
  return <ButtonLink href={quoteWithAdvice(advice, configure)}>{t.writeQuote}</ButtonLink>;
}
