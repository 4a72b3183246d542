/** Brings one thing that needs a person to life: its address names it. */
import { hydrateIsland } from "../components/island.tsx";
import { Item } from "../pages/desk/money/Item.tsx";

hydrateIsland("desk", <Item />);
