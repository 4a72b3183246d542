/** Words of the lists of orders, customers, expiring terms and approvals at the desk. */

const company = "Company";
const total = "Total";
const state = "State";

export const orders = {
  title: "Orders",
  description: "Every order, by any number a caller may quote.",
  caption: "Orders",
  searchHint: "Order, wire reference, quote, invoice, purchase order, tax id, mail address, licence, a provider’s or bank’s reference, or how the company’s name begins.",
  columns: { number: "Order", company, state, placed: "Placed", total, received: "Received" },
  nothing: "nothing yet",
  sorts: { newest: "Newest first", oldest: "Oldest first", largest: "Largest total first" },
  empty: "No order has been placed yet.",
};

export const wires = {
  title: "Orders that await a wire",
  caption: "Orders that await a wire, by the day their money is due",
  searchHint: "Order, wire reference, purchase order, tax id, mail address, or how the company’s name begins.",
  columns: { number: "Order", reference: "Reference", company, due: "Due on", total, received: "Came so far" },
  overdue: "overdue",
  until: (date: string) => `honoured until ${date}`,
  nothing: "nothing",
  sorts: { due: "Due first", latest: "Due last" },
  empty: "No order awaits a wire.",
};

export const approvals = {
  title: "Approvals",
  description: "Paid orders whose lines a guest stated, which staff check before cover begins.",
  caption: "Paid orders whose lines a guest stated, longest waiting first",
  searchHint: "Order, tax id, mail address, licence, or how the company’s name begins.",
  columns: { number: "Order", company, contact: "Contact", paid: "Paid", total },
  credit: "by credit",
  sorts: { longest: "Longest waiting first", newest: "Newest first" },
  empty: "Nothing waits for approval.",
};

export const customers = {
  title: "Customers",
  description: "Every customer, with what it has and until when it is covered.",
  caption: "Customers",
  searchHint: "Name, customer number, tax id, a person’s mail address or name, licence key or host name.",
  columns: { name: "Customer", reference: "Number", country: "Country", installations: "Installations", covered: "Covered until", since: "Since" },
  sorts: { name: "By name", newest: "Newest first" },
  empty: "There is no customer yet. Customers come by import, by sign-in, or are entered by staff.",
};

export const terms = {
  title: "Expiring terms",
  description: "Cover that ends and that nothing follows, by its last covered day.",
  caption: "Terms that nothing follows, by their last covered day",
  columns: { installation: "Installation", customer: "Customer", plan: "Plan", last: "Last covered day", order: "Order" },
  guest: "a guest’s order",
  searchHint: "Licence key or host name, or how the installation is called.",
  left: (days: number) => (days === 1 ? "1 day left" : `${days} days left`),
  over: "ended",
  states: { within_90_days: "Ends within 90 days", within_30_days: "Ends within 30 days", later: "Ends later", ended: "Ended already" },
  sorts: { soonest: "Ends first", latest: "Ends last" },
  empty: "No term ends within 90 days without one to follow.",
};
