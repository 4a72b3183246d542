/** Words of the list of a customer's orders. */

export const title = "Your orders";
export const description = "What your company ordered, newest first.";
export const caption = "Newest first. The page of an order shows its lines, and how it is paid.";
export const number = "Order";
export const placed = "Placed";
export const lines = "What was ordered";
export const state = "State";
export const total = "Total";
export const documents = "Documents";
export const noDocuments = "none yet";
export const emptyTitle = "There is no order yet";
export const empty = "Orders appear here once they are placed, also those placed before you signed in, with your address.";
export const buy = "Buy or extend support";
