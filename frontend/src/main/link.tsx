/** Brings the page behind a reminder's link to life, with the key in its address. */
import { hydrateIsland } from "../components/island.tsx";
import { pageData } from "../lib/hydrate.ts";
import { Link } from "../pages/Extend/Link.tsx";
import type { Offer } from "../state/offer.ts";

const offer = pageData<Offer>();
const draw = hydrateIsland("link", <Link offer={offer} linkKey="" />);
draw(<Link key="asked" offer={offer} linkKey={new URLSearchParams(location.search).get("key") ?? "none"} />);
