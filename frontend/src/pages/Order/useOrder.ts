/** The order as the server has it now, looked at again while something is in flight and the page is seen. */
import { useEffect, useRef, useState } from "preact/hooks";
import { type OrderView, readOrder } from "../../api/orders.ts";
import { ProblemError } from "../../api/request.ts";
import { inFlight, nextWait } from "../../state/orders.ts";

/** After some twenty minutes without news the page rests, until it is looked at again. */
const MOST_LOOKS = 45;

export interface Watch {
  order: OrderView | null;
  problem: ProblemError | null;
  /** Look again now, as after an action. */
  look: () => void;
}

export function useOrder(token: string): Watch {
  const [order, setOrder] = useState<OrderView | null>(null);
  const [problem, setProblem] = useState<ProblemError | null>(null);
  const looks = useRef<() => void>(() => undefined);

  useEffect(() => {
    if (!token) return undefined;
    const controller = new AbortController();
    let etag: string | null = null;
    let known: OrderView | null = null;
    let round = 0;
    let turn = 0;
    let timer: ReturnType<typeof setTimeout> | undefined;

    const look = async () => {
      clearTimeout(timer);
      const mine = ++turn;
      try {
        const newer = await readOrder(token, etag, controller.signal);
        if (mine !== turn) return;
        if (newer) {
          ({ etag, value: known } = newer);
          setOrder(known);
          round = 0;
        }
        setProblem(null);
      } catch (error) {
        if (controller.signal.aborted || mine !== turn) return;
        if (!(error instanceof ProblemError)) throw error;
        setProblem(error);
      }
      if (known && inFlight(known) && !document.hidden && round < MOST_LOOKS) timer = setTimeout(() => void look(), nextWait(round++, known));
    };
    const seen = () => {
      clearTimeout(timer);
      if (!document.hidden) void look();
    };
    looks.current = () => {
      round = 0;
      void look();
    };
    void look();
    document.addEventListener("visibilitychange", seen);
    return () => {
      clearTimeout(timer);
      controller.abort();
      document.removeEventListener("visibilitychange", seen);
    };
  }, [token]);

  return { order, problem, look: () => looks.current() };
}
