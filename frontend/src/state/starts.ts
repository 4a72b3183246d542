/** The ways an extension may start, as the server and addresses name them. */
import type { StartId } from "../api/prices.ts";

export const STARTS: readonly StartId[] = ["at_end", "today", "continuous", "from_payment"];
