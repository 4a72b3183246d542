/** Words of a line of a quote: how its price comes from the list's. */

export const listPrice = "List price";
export const discount = (reason: string) => `Discount: ${reason}`;
export const yourPrice = "Price here";
export const atListPrice = "At list price";
