/** Brings the overview of an account to life. */
import { hydrateIsland } from "../lib/hydrate.ts";
import { Overview } from "../pages/Account/Overview.tsx";

hydrateIsland("account", <Overview />);
