/** What to say when something could not be done, in words that do not need the server's. */
import type { ProblemError } from "../api/request.ts";
import { common } from "../text/en.ts";

const TOO_OFTEN = 429;
const SERVER_FAULT = 500;

/** `otherwise` stands where neither the network nor the server tells why. */
export function problemWords(problem: ProblemError, otherwise: string = common.failed): string {
  if (problem.status === TOO_OFTEN) return common.tooOften(problem.retryAfter);
  if (problem.unreachable) return faultOfTheServer(problem) ? common.serverFault : common.unreachable;
  return problem.detail || otherwise;
}

/** The number to name when somebody writes about a fault that is not theirs; null of all others. */
export function requestToName(problem: ProblemError): string | null {
  return faultOfTheServer(problem) ? problem.requestId : null;
}

/** Something answered, and it was no network that failed. */
function faultOfTheServer({ status }: ProblemError): boolean {
  return status >= SERVER_FAULT;
}
