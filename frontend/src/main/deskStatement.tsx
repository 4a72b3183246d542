/** Brings the page of one bank statement to life. */
import { hydrateIsland } from "../components/island.tsx";
import { Statement } from "../pages/desk/wires/Statement.tsx";

hydrateIsland("desk", <Statement />);
