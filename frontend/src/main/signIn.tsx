/** Brings signing in to life: the address may hold the key of a mail's link, the tab a mail that was asked for. */
import { hydrateIsland } from "../components/island.tsx";
import { release } from "../lib/hydrate.ts";
import { SignIn } from "../pages/SignIn/SignIn.tsx";
import { restoreAsked } from "../state/signIn.ts";

const draw = hydrateIsland("sign-in", <SignIn search="" asked={null} />);
const asked = restoreAsked();
if (location.search || asked) draw(<SignIn key="asked" search={location.search} asked={asked} />);
release();
