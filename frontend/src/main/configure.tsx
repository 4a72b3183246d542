/** Brings the configurator to life, as a preset link fills it. */
import { hydrateIsland } from "../components/island.tsx";
import { pageData, release } from "../lib/hydrate.ts";
import { Configure } from "../pages/Configure/Configure.tsx";
import type { Offer } from "../state/offer.ts";

const offer = pageData<Offer>();
const draw = hydrateIsland("configure", <Configure offer={offer} search="" />);
if (location.search) draw(<Configure key="asked" offer={offer} search={location.search} />);
release();
