/** Brings the form behind "Ask us" to life; a link may have filled it in. */
import { hydrateIsland } from "../components/island.tsx";
import { pageData } from "../lib/hydrate.ts";
import { type AskData, AskForm } from "../pages/AskForm.tsx";

const plans = pageData<AskData>();
const draw = hydrateIsland("ask", <AskForm plans={plans} search="" />);
if (location.search) draw(<AskForm key="asked" plans={plans} search={location.search} />);
