/** Brings the desk's page of wires to life. */
import { hydrateIsland } from "../components/island.tsx";
import { pageData } from "../lib/hydrate.ts";
import { Wires } from "../pages/desk/wires/Wires.tsx";
import type { WiresData } from "../pages/desk/wires/page.tsx";

hydrateIsland("desk", <Wires currencies={pageData<WiresData>().currencies} />);
