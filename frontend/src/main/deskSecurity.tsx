/** Brings the page of passkeys to life. */
import { hydrateIsland } from "../lib/hydrate.ts";
import { Security } from "../pages/desk/Security/Security.tsx";

hydrateIsland("desk", <Security />);
