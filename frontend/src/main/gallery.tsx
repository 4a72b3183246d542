/** Brings the charts among the components to life. */
import { hydrateIsland } from "../components/island.tsx";
import { pageData } from "../lib/hydrate.ts";
import { GalleryCharts } from "../pages/GalleryCharts.tsx";
import type { Charts } from "../pages/madeUpCharts.ts";

hydrateIsland("charts", <GalleryCharts {...pageData<Charts>()} />);
