/** Words of the checkout. */

export const title = "Checkout";
export const description = "Check the order, say who orders, and place it. You choose how to pay afterwards.";
export const lead = "Check the order and say who orders. You choose how to pay on the next page, and can change it there.";
export const noScript =
  "Ordering here needs JavaScript. Without it you can order by mail and pay by wire transfer: ask us, and name the plans you want.";
export const askUs = "Ask us";
export const steps = ["Choose", "Order", "Pay"];
export const stepsLabel = "Steps of the purchase";

export const emptyTitle = "There is nothing to order yet";
export const empty = "The link to this page names no plan and no incident.";
export const choose = "Choose plans or incidents";
export const change = "Change the selection";
export const faultyTitle = "The selection cannot be ordered as it stands";
export const working = "The price is being worked out …";

export const linesTitle = "What you order";
export const notesTitle = "Notes on unclear terms";
export const installationsTitle = "Your installations";
export const installationsLead = "So that we know what the support is for. These fields never go into a link.";
export const referenceNewHint = "If you know it already.";
export const referenceExtensionHint = "The installation you want to extend.";
export const needReference = (name: string) => `${name}: enter its licence key or host name.`;
export const needReferenceForLabel = (name: string) => `${name}: your own name for it needs the licence key or host name as well.`;

/** What the server says of a field, after the field's name. */
export const at = (field: string, sentence: string) => `${field}: ${sentence}`;

export const buyerTitle = "Who orders";
export const fields = {
  company: "Company",
  contact: "Your name",
  email: "E-mail",
  country: "Country",
  tax_id: "Tax id",
  purchase_order: "Your purchase-order number",
  invoice_email: "E-mail for the invoice",
};
export const emailHint = "The confirmation and the address of your order go here.";
export const chooseCountry = "Choose a country";
export const taxIdHint = "Such as a VAT number. It is kept with the order.";
export const taxIdFirst = "The total is shown once the tax id below is right, or left empty.";
export const invoiceEmailHint = "If it is another one than yours.";
export const needs = {
  company: "Enter the company’s name.",
  contact: "Enter your name.",
  email: "Enter an e-mail address.",
  country: "Choose a country.",
};
export const malformed = {
  email: "Enter the whole address, such as name@example.com.",
  invoice_email: "Enter the invoice’s address in full, such as accounts@example.com.",
};

export const termsTitle = "Terms of sale";
export const accept = "I accept the";
export const acceptLink = "terms of sale";
export const acceptVersion = (version: string) => `in version ${version.slice(0, 12)}.`;
export const needTerms = "Accept the terms of sale to order.";

export const totalChangedTitle = "The total has changed";
export const totalChanged = (was: string, now: string) => `You were shown ${was}. The total is now ${now}.`;
export const acceptTotal = (now: string) => `I want to order for ${now}.`;
export const needTotal = "Confirm the new total to order.";
export const termsChangedTitle = "The terms of sale were changed";
export const termsChanged = (was: string, now: string) =>
  `You accepted version ${was.slice(0, 12)}; version ${now.slice(0, 12)} holds now. Read it, then accept it below.`;

export const summaryTitle = "Your order";
export const place = (total: string) => `Order for ${total}`;
export const placeUnpriced = "Place the order";
export const placing = "Placing the order …";
export const notPriced = "The order can be placed once it has a price.";
export const mendFirst = "Mend the selection first: part of it cannot be ordered as it stands.";
export const failed = "The order could not be placed.";
export const again = "Sending the form again is safe: the same order is never placed twice.";

export const giveUpTitle = "Days you give up";
export const coverWorking = "Your installations are being looked up …";
export const notOpenAny = (name: string, plan: string) => `${name}: ${plan} cannot be ordered as it was chosen any more. Choose again.`;
export const coverChangedTitle = "The cover has changed";
export const coverChanged = "Since this page was opened, the terms of an installation or the use of its quota changed. Nothing was ordered.";
export const coverWords = (plan: string, first: string, last: string, total: string) => `${plan}, from ${first} to ${last}, for ${total}`;
export const wasShown = (words: string) => `You were shown: ${words}.`;
export const holdsNow = (words: string) => `Now it is: ${words}.`;
export const notOpen = "not open any more";
export const acceptCover = "I want to order with the new dates and prices.";
export const needCover = "Confirm the new dates and prices to order.";

export const payerTitle = "Who pays";
export const payerLead = "You prepare the order; somebody of your company who may order gets it by mail, accepts the terms of sale by paying, and pays.";
export const payer = "Send to";
export const choosePayer = "Choose who pays";
export const payerOption = (name: string, email: string) => `${name}, ${email}`;
export const noPayers = "Nobody of your company may order yet. Ask an owner of your account.";
export const needPayer = "Choose who pays the order.";
export const send = (total: string) => `Send to pay: ${total}`;
export const sendUnpriced = "Send to pay";
export const sending = "Sending …";
export const sentHeading = "Sent to be paid";
export const sentTitle = (email: string) => `The order is on its way to ${email}`;
export const sent = (number: string, total: string, until: string) => `Order ${number} over ${total} can be paid until ${until}.`;
export const toAccount = "To your installations";
export const signIn = "Sign in";
