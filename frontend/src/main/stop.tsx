/** Brings stopping reminders to life: the address holds the key of the mail's link. */
import { hydrateIsland } from "../components/island.tsx";
import { release } from "../lib/hydrate.ts";
import { Stop } from "../pages/Stop/Stop.tsx";

const draw = hydrateIsland("stop", <Stop search="" />);
if (location.search) draw(<Stop key="asked" search={location.search} />);
release();
