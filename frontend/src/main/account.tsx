/** Brings the overview of an account to life. */
import { hydrateIsland } from "../components/island.tsx";
import { Overview } from "../pages/Account/Overview.tsx";

hydrateIsland("account", <Overview />);
