/** Brings the first page of the desk to life. */
import { hydrateIsland } from "../lib/hydrate.ts";
import { Home } from "../pages/desk/Home/Home.tsx";

hydrateIsland("desk", <Home />);
