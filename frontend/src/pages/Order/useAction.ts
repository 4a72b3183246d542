/** One action of the buyer at a time, and why it did not work. */
import { useEffect, useRef, useState } from "preact/hooks";
import { ProblemError } from "../../api/request.ts";
import { common, order as t } from "../../text/en.ts";

export interface Action {
  busy: boolean;
  fault: string | null;
  /** Run it unless one is running; `keep` leaves the page busy, since another page is on its way. */
  run: (work: () => Promise<"done" | "keep">) => void;
}

export function useAction(done: () => void): Action {
  const running = useRef(false);
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<string | null>(null);
  const rest = () => {
    running.current = false;
    setBusy(false);
  };
  useEffect(() => {
    // "Back" from the provider's page may bring this one alive again just as it was left.
    addEventListener("pageshow", rest);
    return () => removeEventListener("pageshow", rest);
  }, []);

  const start = async (work: () => Promise<"done" | "keep">) => {
    running.current = true;
    setBusy(true);
    setFault(null);
    try {
      if ((await work()) === "keep") return;
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      setFault(error.unreachable ? common.unreachable : error.detail || t.failed);
    }
    rest();
    // Also after a refusal: it means that the order is not any more what the page shows.
    done();
  };
  return {
    busy,
    fault,
    run: (work) => {
      if (!running.current) void start(work);
    },
  };
}

/** When something changes and the focused control went with it, the focus goes to what came instead. */
export function useFocusAfter(change: unknown, id: string): void {
  const first = useRef(true);
  useEffect(() => {
    if (!first.current && document.activeElement === document.body) document.getElementById(id)?.focus();
    first.current = false;
  }, [change]);
}
