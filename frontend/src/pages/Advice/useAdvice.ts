/** The answer to a question: first what is quick, and then, beside it, what takes longer to work out. */
import { useEffect, useMemo, useState } from "preact/hooks";
import { type Advice, askAdvice, type Part } from "../../api/advice.ts";
import type { ProblemError } from "../../api/request.ts";
import { bring } from "../../components/useLoaded.ts";
import { type Question, sentQuestion } from "../../state/advice.ts";
import type { AdviceFacts } from "../../state/adviceFacts.ts";

/** Where the answer would change, which none of them tells for requests that nobody can date. */
const LONGER: Part[] = ["flips", "map", "curves"];

export interface Answering<T> {
  value: T | null;
  problem: ProblemError | null;
  asking: boolean;
  again: () => void;
}

export interface Advised {
  first: Answering<Advice>;
  /** The same advice with what takes longer; its value is null until it is there. */
  longer: Answering<Advice>;
}

export function useAdvice(question: Question | null, facts: AdviceFacts): Advised {
  const first = useAsked(question, facts, NO_PARTS);
  const whole = first.value && question?.workload.kind !== "rates" ? question : null;
  return { first, longer: useAsked(whole, facts, LONGER) };
}

const NO_PARTS: Part[] = [];

interface Answered {
  to: string;
  value: Advice | null;
  problem: ProblemError | null;
}

/** Ask whenever the question changes; an answer to another question is none. */
function useAsked(question: Question | null, facts: AdviceFacts, parts: Part[]): Answering<Advice> {
  const sent = useMemo(() => question && sentQuestion(question, facts, parts), [question]);
  const key = sent ? JSON.stringify(sent) : "";
  const [{ to, value, problem }, setAnswered] = useState<Answered>({ to: "", value: null, problem: null });
  const [round, setRound] = useState(0);
  useEffect(() => {
    if (!sent) return undefined;
    setAnswered({ to: "", value: null, problem: null });
    let got: Advice | null = null;
    return bring(
      async (signal) => {
        got = await askAdvice(sent, signal);
      },
      (failed) => setAnswered({ to: key, value: got, problem: failed }),
    );
  }, [key, round]);
  const current = to === key && sent !== null;
  return { value: current ? value : null, problem: current ? problem : null, asking: sent !== null && !current, again: () => setRound(round + 1) };
}
