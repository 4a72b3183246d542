/** Brings the check of a signed quote to life. */
import { hydrateIsland } from "../components/island.tsx";
import { Verify } from "../pages/Verify/Verify.tsx";

hydrateIsland("verify", <Verify />);
