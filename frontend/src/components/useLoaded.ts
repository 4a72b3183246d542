/** Something the page needs from the server before it can show itself, and asking for it again. */
import { useEffect, useRef, useState } from "preact/hooks";
import { ProblemError } from "../api/request.ts";

export interface Loaded<T> {
  value: T | null;
  /** Why it could not be brought, or not brought up to date; what was there stays. */
  problem: ProblemError | null;
  /** Ask again; what was there stays until the new answer comes. */
  again: () => void;
  /** Put an answer in place that came another way. */
  put: (value: T) => void;
}

/** Ask the server, and tell what went wrong or that nothing did; what it returns drops the question. */
export function bring(ask: (signal: AbortSignal) => Promise<void>, tell: (problem: ProblemError | null) => void): () => void {
  const controller = new AbortController();
  const run = async () => {
    try {
      await ask(controller.signal);
      tell(null);
    } catch (error) {
      if (controller.signal.aborted) return;
      if (!(error instanceof ProblemError)) throw error;
      tell(error);
    }
  };
  void run();
  return () => controller.abort();
}

/** Load once when the page opens; `load` is not looked at again. */
export function useLoaded<T>(load: (signal: AbortSignal) => Promise<T>): Loaded<T> {
  const [value, setValue] = useState<T | null>(null);
  const [problem, setProblem] = useState<ProblemError | null>(null);
  const [round, setRound] = useState(0);
  const first = useRef(load);

  useEffect(() => bring(async (signal) => setValue(await first.current(signal)), setProblem), [round]);

  return { value, problem, again: () => setRound(round + 1), put: setValue };
}
