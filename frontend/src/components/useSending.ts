/** Sending a form, one at a time: what came back wrong stands at its controls, and what was typed stays. */
import { useEffect, useRef, useState } from "preact/hooks";
import { ProblemError } from "../api/request.ts";
import type { FieldFault } from "./ErrorSummary.tsx";
import { problemWords } from "./problemWords.ts";

/** The faults of a refusal, where it has better words than the server's own; undefined for the usual ones. */
export type Explain = (problem: ProblemError) => FieldFault[] | undefined;

export interface Sending {
  busy: boolean;
  faults: FieldFault[];
  requestId: string | null;
  faultOf: (id: string) => string | undefined;
  /** Say what is wrong without asking the server. */
  refuse: (faults: FieldFault[]) => void;
  /** Run it unless something is being sent; `keep` leaves the form busy, since another page is on its way. */
  send: (work: () => Promise<"done" | "keep">) => void;
}

/** `fields` names the control of each member of the payload; `explain` has the words for known refusals. */
export function useSending(fields: Record<string, string> = {}, explain: Explain = () => undefined): Sending {
  const running = useRef(false);
  const [busy, setBusy] = useState(false);
  const [faults, setFaults] = useState<FieldFault[]>([]);
  const [requestId, setRequestId] = useState<string | null>(null);
  const rest = () => {
    running.current = false;
    setBusy(false);
  };
  useEffect(() => {
    // "Back" from the next page may bring this one alive again just as it was left.
    addEventListener("pageshow", rest);
    return () => removeEventListener("pageshow", rest);
  }, []);

  const refuse = (found: FieldFault[]) => {
    setRequestId(null);
    setFaults(found);
  };
  const start = async (work: () => Promise<"done" | "keep">) => {
    running.current = true;
    setBusy(true);
    refuse([]);
    try {
      if ((await work()) === "keep") return;
    } catch (error) {
      rest();
      if (!(error instanceof ProblemError)) throw error;
      const known = explain(error);
      setRequestId(known || error.errors.length ? null : error.requestId);
      setFaults(known ?? problemFaults(error, fields));
      return;
    }
    rest();
  };
  return {
    busy,
    faults,
    requestId,
    faultOf: (id) => faults.find(({ field }) => field === id)?.text,
    refuse,
    send: (work) => {
      if (!running.current) void start(work);
    },
  };
}

/** The server's faults at the controls of a form; a fault of something that is not in it stands without a link. */
export function problemFaults(problem: ProblemError, fields: Record<string, string>): FieldFault[] {
  if (problem.unreachable || problem.errors.length === 0) return [{ field: null, text: problemWords(problem) }];
  return problem.errors.map(({ pointer, detail }) => ({ field: fields[pointer.slice(1)] ?? null, text: detail }));
}
