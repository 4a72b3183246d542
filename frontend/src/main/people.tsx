/** Brings the page of a customer’s people to life. */
import { hydrateIsland } from "../components/island.tsx";
import { People } from "../pages/People/People.tsx";

hydrateIsland("account", <People />);
