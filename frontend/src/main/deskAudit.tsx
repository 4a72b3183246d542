/** Brings the audit to life. */
import { hydrateIsland } from "../lib/hydrate.ts";
import { Audit } from "../pages/desk/Audit/Audit.tsx";

hydrateIsland("desk", <Audit />);
