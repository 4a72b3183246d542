/** Brings the settings to life; the address may hold the key of a mail about a new address. */
import { hydrateIsland } from "../components/island.tsx";
import { Settings } from "../pages/Settings/Settings.tsx";

const draw = hydrateIsland("account", <Settings search="" />);
if (location.search) draw(<Settings key="asked" search={location.search} />);
