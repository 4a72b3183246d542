/** Prices that follow a selection: asked a moment after the last change, the older question dropped. */
import { useEffect, useRef, useState } from "preact/hooks";
import { askPrice } from "../api/prices.ts";
import { type Answer, priceWhatHolds } from "../api/pricing.ts";
import { ProblemError } from "../api/request.ts";
import type { Entry } from "../state/selection.ts";

/** Long enough to type a number, short enough not to wait for. */
const PAUSE_MS = 250;

export interface Prices {
  /** The newest answer; kept while a newer one is asked for. */
  answer: Answer;
  asking: boolean;
  /** Why the newest question has no answer. */
  problem: ProblemError | null;
  retry: () => void;
}

const EMPTY: Answer = { breakdown: null, faults: [], priced: {} };

export function usePrices(entries: Entry[]): Prices {
  const [answer, setAnswer] = useState(EMPTY);
  const [asking, setAsking] = useState(entries.length > 0);
  const [problem, setProblem] = useState<ProblemError | null>(null);
  const [round, setRound] = useState(0);
  const settled = useRef("");
  const question = JSON.stringify(entries);

  useEffect(() => {
    const controller = new AbortController();
    const ask = async () => {
      try {
        setAnswer(await priceWhatHolds(entries, (lines) => askPrice(lines, controller.signal)));
        setProblem(null);
      } catch (error) {
        if (controller.signal.aborted) return;
        if (!(error instanceof ProblemError)) throw error;
        setProblem(error);
      }
      settled.current = question;
      setAsking(false);
    };
    setAsking(entries.length > 0);
    if (entries.length === 0) {
      setAnswer(EMPTY);
      setProblem(null);
      return undefined;
    }
    const timer = setTimeout(() => void ask(), settled.current ? PAUSE_MS : 0);
    return () => {
      clearTimeout(timer);
      controller.abort();
    };
  }, [question, round]);

  return { answer, asking, problem, retry: () => setRound(round + 1) };
}
