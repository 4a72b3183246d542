/** Brings the audit to life. */
import { hydrateIsland } from "../components/island.tsx";
import { Audit } from "../pages/desk/Audit/Audit.tsx";

hydrateIsland("desk", <Audit />);
