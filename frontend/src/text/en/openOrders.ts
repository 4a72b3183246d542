/** Words of orders that stand for an installation already. */
import type { OpenOrder } from "../../api/installations.ts";

export const title = (count: number) => (count === 1 ? "There is an open order for this installation" : "There are open orders for this installation");
export const twice = "Ordering again would come on top of it.";
export const toOrder = (number: string) => `To order ${number}`;

const awaits = (number: string, until: string) => `Order ${number} awaits payment, until ${until}.`;
export const stands: Record<OpenOrder["state"], (number: string, until: string) => string> = {
  placed: awaits,
  awaiting_payment: awaits,
  paid: (number) => `Order ${number} is paid and is not in force yet.`,
  awaiting_approval: (number) => `Order ${number} is paid; a person checks it before it is in force.`,
};
