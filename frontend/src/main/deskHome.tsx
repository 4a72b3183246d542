/** Brings the first page of the desk to life. */
import { hydrateIsland } from "../components/island.tsx";
import { Home } from "../pages/desk/Home/Home.tsx";

hydrateIsland("desk", <Home />);
