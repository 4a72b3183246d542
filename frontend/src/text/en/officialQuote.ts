/** Words of the configurator's part that makes an official quote. */

export const title = "An official quote for your purchasing";
export const lead =
  "A numbered, signed quote of exactly this selection at list price, as a PDF and a link. No account is needed, and nothing is ordered by it.";
export const start = "Make an official quote";
export const formTitle = "Whom should it name?";
export const formLead = "Everything here is optional, and stands on the quote.";
export const fields = { company: "Company", contact: "Name", email: "E-mail", country: "Country" };
export const chooseCountry = "Choose a country";
export const malformed = "Enter the whole address, such as name@example.com, or leave it empty.";
export const make = "Make the quote";
export const making = "Making the quote …";
export const cancel = "Not now";
export const notReady = "The quote can be made once the selection has a price. Mend it above first.";
export const notPriced = "The quote can be made once the price is known. Ask for it again beside the total.";
export const madeTitle = (number: string) => `Quote ${number} is ready`;
export const made = (total: string, day: string) => `It is over ${total} and holds until ${day}, its last day. Whoever has its link can see, accept and decline it.`;
export const open = "Open the quote";
export const pdf = "The quote as PDF";
export const copying = { copy: "Copy the quote’s link", copied: "The link is copied.", copyFailed: "Your browser does not allow copying. Open the quote instead." };
export const another = "Make another one";
export const older = "The selection has changed since; this quote is of what it was.";
