/** Brings the checkout to life, for the selection that the address names. */
import { hydrateIsland } from "../components/island.tsx";
import { pageData, release } from "../lib/hydrate.ts";
import { Checkout } from "../pages/Checkout/Checkout.tsx";
import type { Offer } from "../state/offer.ts";

const offer = pageData<Offer>();
const draw = hydrateIsland("checkout", <Checkout offer={offer} search="" />);
if (location.search) draw(<Checkout key="asked" offer={offer} search={location.search} />);
release();
