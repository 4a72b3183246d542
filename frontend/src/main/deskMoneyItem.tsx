/** Brings one thing that needs a person to life: its address names it. */
import { hydrateIsland } from "../lib/hydrate.ts";
import { Item } from "../pages/desk/money/Item.tsx";

hydrateIsland("desk", <Item />);
