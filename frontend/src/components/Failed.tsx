/** What could not be brought from the server, why, and trying it again. */
import type { ComponentChildren } from "preact";
import type { ProblemError } from "../api/request.ts";
import { common } from "../text/en.ts";
import { Button } from "./Button.tsx";
import { problemWords, requestToName } from "./problemWords.ts";
import { Note } from "./Small.tsx";

interface Props {
  /** Null where nothing failed; the place that reads it out is there all the same. */
  problem: ProblemError | null;
  /** What to say where neither the network nor the server tells why. */
  words?: string;
  again: () => void;
  /** Another way on than trying again. */
  children?: ComponentChildren;
}

export function Failed({ problem, words = common.failed, again, children }: Props) {
  return (
    <div role="alert">
      {problem && (
        <Note tone="fault">
          <p>{problemWords(problem, words)}</p>
          <Named request={requestToName(problem)} />
          {children || <Button onClick={again}>{common.retry}</Button>}
        </Note>
      )}
    </div>
  );
}

function Named({ request }: { request: string | null }) {
  return request && <p class="small">{common.requestNumber(request)}</p>;
}

/** Says that what stands below could not be brought up to date. */
export function Stale({ problem, words, again }: { problem: ProblemError | null; words: string; again: () => void }) {
  return (
    <div role="alert">
      {problem && (
        <Note tone="warn">
          <p>{words}</p>
          <Button onClick={again}>{common.retry}</Button>
        </Note>
      )}
    </div>
  );
}

/** A page before its answer is there: it is being looked up, or could not be. */
export function LookedUp({ loading, ...failed }: Props & { loading: string }) {
  return (
    <div class="scripted">
      <p role="status">{!failed.problem && loading}</p>
      <Failed {...failed} />
    </div>
  );
}
