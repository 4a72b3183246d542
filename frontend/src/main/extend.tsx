/** Brings the page that extends to life, for the installations that its address names. */
import { hydrateIsland } from "../components/island.tsx";
import { pageData } from "../lib/hydrate.ts";
import { Extend } from "../pages/Extend/Extend.tsx";
import { installationsOf } from "../state/installations.ts";
import type { Offer } from "../state/offer.ts";

const offer = pageData<Offer>();
const draw = hydrateIsland("extend", <Extend offer={offer} installations={[]} search="" />);
draw(<Extend key="asked" offer={offer} installations={installationsOf(location.pathname, location.search)} search={location.search} />);
