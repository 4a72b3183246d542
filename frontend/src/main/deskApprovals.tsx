/** Brings the desk's list of approvals to life. */
import { hydrateIsland } from "../components/island.tsx";
import { List } from "../pages/desk/approvals/List.tsx";

hydrateIsland("desk", <List />);
