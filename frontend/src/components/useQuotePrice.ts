/** The price of what is picked of a quote: the server's, for exactly that; the older question is dropped. */
import { useEffect, useState } from "preact/hooks";
import { priceQuote, type QuotePrice, type QuoteQuestion } from "../api/quotes.ts";
import type { ProblemError } from "../api/request.ts";
import { bring } from "./useLoaded.ts";

export interface PickedPrice {
  /** Null until there is an answer to exactly what is picked. */
  price: QuotePrice | null;
  /** The newest answer, be it to another choice: for what may stay in view meanwhile, never for a total. */
  last: QuotePrice | null;
  problem: ProblemError | null;
  again: () => void;
}

export function useQuotePrice(token: string, asked: QuoteQuestion): PickedPrice {
  const [answered, setAnswered] = useState<{ question: string; price: QuotePrice } | null>(null);
  const [problem, setProblem] = useState<ProblemError | null>(null);
  const [round, setRound] = useState(0);
  const question = JSON.stringify(asked);

  useEffect(
    () => bring(async (signal) => setAnswered({ question, price: await priceQuote(token, asked, signal) }), setProblem),
    [question, round],
  );

  return {
    price: answered?.question === question ? answered.price : null,
    last: answered?.price ?? null,
    problem,
    again: () => setRound(round + 1),
  };
}
