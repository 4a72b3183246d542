/** Brings a customer's page at the desk to life: its address names the customer. */
import { hydrateIsland } from "../components/island.tsx";
import { Customer } from "../pages/desk/customers/Customer.tsx";

hydrateIsland("desk", <Customer />);
