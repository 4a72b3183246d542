/** Words of the frame around the pages of an account: who is signed in, and the ways between those pages. */

export const navigation = "Account";
export const overview = "Installations";
export const orders = "Orders";
export const people = "People";
export const settings = "Settings";
export const roleName = { owner: "owner", billing: "billing", technical: "technical" };
export const identity = (name: string, customer: string) => `${name}, ${customer}`;
export const signOut = "Sign out";
export const noScript = "Your account needs JavaScript: what it shows is yours alone, and is asked for once you have signed in.";
export const loading = "Looking up your account …";
export const leaving = "You are not signed in.";
export const signIn = "Sign in";
export const failed = "Your account could not be shown.";
export const stale = "The page could not be brought up to date. What you see may be old.";
export const missing = "There is nothing of yours at this address.";
export const toOverview = "To your installations";
export const staffTitle = (role: string) => `You are signed in as staff (${role})`;
export const staffText = "A customer’s pages are shown to its own contacts. Staff find every customer at the desk.";
export const toDesk = "Go to the desk";
export const notAllowedTitle = "Your role does not include this page";
export const notAllowed = (role: string, customer: string) =>
  `You are a ${role} contact of ${customer}. An owner of ${customer} can give you another role.`;
