/** Prices that follow a selection: asked a moment after the last change, the older question dropped. */
import { useEffect, useRef, useState } from "preact/hooks";
import { askPrice, type Line } from "../api/prices.ts";
import { type Answer, priceWhatHolds, sameLines, whatHolds } from "../api/pricing.ts";
import { ProblemError } from "../api/request.ts";
import type { Entry } from "../state/selection.ts";

/** Long enough to type a number, short enough not to wait for. */
const PAUSE_MS = 250;

export interface Prices {
  /** What holds for exactly the present lines: a changed line has no price until it is answered, nor has the total. */
  answer: Answer;
  /** The newest answer, be it to older lines: for what may stay in view meanwhile, never for a price. */
  last: Answer;
  /** True when every present line is answered, with a price or a refusal. */
  current: boolean;
  asking: boolean;
  /** True until what a page opened with is answered, or cannot be: its lines would push away what is pressed before. */
  opening: boolean;
  /** Why the newest question has no answer. */
  problem: ProblemError | null;
  retry: () => void;
}

const NONE: Answered = { asked: [], how: "", last: { breakdown: null, faults: [], priced: {} } };

interface Answered {
  asked: Entry[];
  how: string;
  last: Answer;
}

/** Who buys, as far as it changes the tax. */
export interface TaxedBuyer {
  country: string;
  taxId: string;
}

/** How a price is asked for: in which currency, for whom, and who asks where no session's cookie says so. */
interface Asking {
  currency?: string | null;
  authorization?: string | undefined;
  buyer?: TaxedBuyer | null;
}

export function usePrices(entries: Entry[], { currency, authorization, buyer }: Asking = {}): Prices {
  const [{ asked, how: answered, last }, setAnswered] = useState(NONE);
  const [problem, setProblem] = useState<ProblemError | null>(null);
  const [round, setRound] = useState(0);
  const [settled, settle] = useState("");
  const openedWith = useRef(entries.length > 0);
  const asking = {
    ...(currency ? { currency } : {}),
    ...(buyer?.country ? { country: buyer.country } : {}),
    ...(buyer?.country && buyer.taxId ? { tax_id: buyer.taxId } : {}),
  };
  const how = JSON.stringify(asking);
  const same = answered === how;
  const question = `${round} ${how} ${JSON.stringify(entries)}`;

  useEffect(() => {
    const controller = new AbortController();
    const ask = async () => {
      try {
        const price = (lines: Line[]) => askPrice({ lines, ...asking }, controller.signal, authorization);
        setAnswered({ asked: entries, how, last: await priceWhatHolds(entries, price) });
        setProblem(null);
      } catch (error) {
        if (controller.signal.aborted) return;
        if (!(error instanceof ProblemError)) throw error;
        setProblem(error);
      }
      settle(question);
    };
    if (entries.length === 0) {
      setAnswered(NONE);
      setProblem(null);
      return undefined;
    }
    const timer = setTimeout(() => void ask(), settled ? PAUSE_MS : 0);
    return () => {
      clearTimeout(timer);
      controller.abort();
    };
  }, [question]);

  return {
    // A price in another currency, or for another buyer, than is asked for is no price.
    answer: whatHolds(last, same ? asked : [], entries),
    last,
    current: entries.length === 0 || (same && sameLines(asked, entries)),
    asking: entries.length > 0 && settled !== question,
    opening: openedWith.current && !settled,
    problem,
    retry: () => setRound(round + 1),
  };
}
