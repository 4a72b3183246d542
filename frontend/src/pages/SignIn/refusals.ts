/** What every step of signing in may be refused for. */
import type { ProblemError } from "../../api/request.ts";
import type { FieldFault } from "../../components/ErrorSummary.tsx";
import { signIn as t } from "../../text/en.ts";

/** The words for a refusal that any step may meet; the others say what the server says. */
export function knownRefusal(problem: ProblemError): FieldFault[] | undefined {
  return problem.status === 429 ? [{ field: null, text: t.tooOften }] : undefined;
}
