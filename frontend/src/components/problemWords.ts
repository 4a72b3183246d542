/** What to say when something could not be done, in words that do not need the server's. */
import type { ProblemError } from "../api/request.ts";
import { common } from "../text/en.ts";

const TOO_OFTEN = 429;

/** `otherwise` stands where neither the network nor the server tells why. */
export function problemWords(problem: ProblemError, otherwise: string = common.failed): string {
  if (problem.unreachable) return common.unreachable;
  if (problem.status === TOO_OFTEN) return common.tooOften(problem.retryAfter);
  return problem.detail || otherwise;
}
