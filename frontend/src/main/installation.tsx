/** Brings an installation's page to life: its address names the installation. */
import { hydrateIsland } from "../components/island.tsx";
import { pageData } from "../lib/hydrate.ts";
import { Installation } from "../pages/Installation/Installation.tsx";
import type { InstallationData } from "../pages/Installation/page.tsx";
import { installationsOf } from "../state/installations.ts";

const data = pageData<InstallationData>();
const draw = hydrateIsland("installation", <Installation data={data} id="" />);
draw(<Installation key="asked" data={data} id={installationsOf(location.pathname, "")[0] ?? "unknown"} />);
