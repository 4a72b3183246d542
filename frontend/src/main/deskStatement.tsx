/** Brings the page of one bank statement to life. */
import { hydrateIsland } from "../lib/hydrate.ts";
import { Statement } from "../pages/desk/wires/Statement.tsx";

hydrateIsland("desk", <Statement />);
