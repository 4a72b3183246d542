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

/** The server works out where the answer changes for as many requests as this. */
export const MOST_GROWN = 100;

/** `replayed` asks also what became of each request, one by one. */
export function useAdvice(question: Question | null, facts: AdviceFacts, replayed: boolean): Advised {
  const first = useAsked(question, facts, []);
  const parts = first.value ? longerParts(first.value, replayed) : [];
  return { first, longer: useAsked(parts.length ? question : null, facts, parts) };
}

function longerParts({ workload }: Advice, replayed: boolean): Part[] {
  const grown = workload.kind !== "rates" && (workload.requests ?? 0) <= MOST_GROWN;
  return [...(grown ? LONGER : []), ...(replayed ? REPLAY : [])];
}

const REPLAY: Part[] = ["replay"];

interface Answered {
  to: string;
  value: Advice | null;
  problem: ProblemError | null;
}

/** Ask whenever the question changes; an answer to another question is none. */
function useAsked(question: Question | null, facts: AdviceFacts, parts: Part[]): Answering<Advice> {
  const sent = useMemo(() => question && sentQuestion(question, facts, parts), [question, parts.join()]);
  const key = useMemo(() => (sent ? JSON.stringify(sent) : ""), [sent]);
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
