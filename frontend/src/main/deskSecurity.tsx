/** Brings the page of passkeys to life. */
import { hydrateIsland } from "../components/island.tsx";
import { Security } from "../pages/desk/Security/Security.tsx";

hydrateIsland("desk", <Security />);
