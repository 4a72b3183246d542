/** The answer to a question: first what is quick, and then, beside it, what takes longer to work out. */
import { useEffect, useMemo, useState } from "preact/hooks";
import { type Advice, askAdvice, type Part } from "../../api/advice.ts";
import type { ProblemError } from "../../api/request.ts";
import { bring } from "../../components/useLoaded.ts";
import { type Question, sentQuestion } from "../../state/advice.ts";
import type { AdviceFacts } from "../../state/adviceFacts.ts";

/** What takes longer is asked for apart, so that each is shown as soon as it is there. */
const MAP: Part[] = ["map"];
const GROWN: Part[] = ["flips", "curves"];
const CURVES: Part[] = ["curves"];
const REPLAY: Part[] = ["replay"];

export interface Answering<T> {
  value: T | null;
  problem: ProblemError | null;
  asking: boolean;
  again: () => void;
}

export interface Advised {
  first: Answering<Advice>;
  /** The same advice with the break-even map, where there are options, of requests that are certain and not too many. */
  map: Answering<Advice>;
  /** With curves, and with flip points of few of them. */
  grown: Answering<Advice>;
  /** With what became of each request, one by one. */
  replay: Answering<Advice>;
}

/** `replayed` asks also what became of each request. */
export function useAdvice(question: Question | null, facts: AdviceFacts, replayed: boolean): Advised {
  const first = useAsked(question, facts, []);
  const { kind = "rates", requests, most_grown, most_drawn } = first.value?.workload ?? {};
  const certain = kind === "rates" ? null : question;
  const count = requests ?? 0;
  // An answer of another shape is of no certain workload, and its options are not looked for: who draws it tells so.
  const drawn = certain && first.value?.options.length && count <= (most_drawn ?? 0) ? certain : null;
  return { first, map: useAsked(drawn, facts, MAP), grown: useAsked(drawn, facts, count <= (most_grown ?? 0) ? GROWN : CURVES), replay: useAsked(replayed ? certain : null, facts, REPLAY) };
}

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
