/** Brings the check of a signed quote to life. */
import { hydrateIsland } from "../lib/hydrate.ts";
import { Verify } from "../pages/Verify/Verify.tsx";

hydrateIsland("verify", <Verify />);
