/** Words of the frame around the desk of staff: who is signed in, the places, and what every list there says. */

export const noScript = "The desk needs JavaScript: what it shows is for staff alone, and is asked for once you have signed in.";
export const loading = "Looking up the desk …";
export const failed = "The desk could not be shown.";
export const leaving = "You are not signed in.";
export const signIn = "Sign in";
export const navigation = "Desk";
export const roleName = { sales: "sales", finance: "finance", admin: "admin" };
export const identity = (email: string, role: string) => `${email}, ${role}`;

export const place = {
  home: "What waits",
  orders: "Orders",
  quotes: "Quotes",
  wires: "Wires",
  money: "Money",
  approvals: "Approvals",
  customers: "Customers",
  terms: "Expiring terms",
  audit: "Audit",
  security: "Security",
};

export const contactTitle = "The desk is for staff";
export const contactText = (name: string, customer: string) =>
  `You are signed in as ${name} of ${customer}. Your own installations, orders and people are in your account.`;
export const toAccount = "Go to your account";
export const notAllowedTitle = "Your role does not include this page";
export const notAllowed = (role: string, roles: string) => `You work as ${role}; this page is for ${roles}. An admin can give you another role.`;
export const toDesk = "Go to the desk";
export const missing = "There is nothing at this address.";
export const stale = "The page could not be brought up to date. What you see may be old.";

export const list = {
  search: "Search",
  searching: "Search",
  clear: "Clear the search",
  state: "State",
  anyState: "Any state",
  sort: "Order by",
  sortOfFound: "What a search finds comes by what matched, then the newest first.",
  loading: "Looking up the list …",
  failed: "The list could not be brought.",
  badSearch: "This cannot be looked for.",
  rows: (count: number) => (count === 1 ? "1 row" : `${count} rows`),
  more: (count: number) => `${count} rows, and more on the next page`,
  none: "Nothing matches. Check the number, or take the filters away.",
  all: "Show all",
  newer: "Previous page",
  older: "Next page",
  first: "To the first page",
  pages: "Pages of the list",
  csv: "Download as CSV",
};

export const home = {
  title: "The desk",
  description: "What waits for a person, and the ways to everything else.",
  find: "Find what a caller asks about",
  findHint: "Any number the caller has: order, wire reference, quote, invoice, tax id, mail address, licence, or how the company’s name begins.",
  search: "Find orders",
  searchCustomers: "Customers",
  searchQuotes: "Quotes",
  waitingTitle: "What waits for a person",
  nothing: "Nothing waits for a person.",
  atLeast: (count: number) => `${count} and more`,
  waiting: {
    approvals: "Extensions stated by guests: paid, and waiting for approval",
    wires: "Orders that await a wire",
    terms: "Terms that end within 30 days, with nothing to follow",
    quotes: "Quotes whose discount waits for a second person",
    reviews: "Money and notices that need a person",
  },
  waysTitle: "Everything else",
};
