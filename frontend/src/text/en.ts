/**
 * Every sentence the frontend says, in English.
 *
 * One namespace per page, so that a page's script carries only the sentences it uses. A second language is a second
 * file with the type of this one.
 */
export * as account from "./en/account.ts";
export * as accountOrders from "./en/accountOrders.ts";
export * as advice from "./en/advice.ts";
export * as adviceLink from "./en/adviceLink.ts";
export * as ask from "./en/ask.ts";
export * as audit from "./en/audit.ts";
export * as buying from "./en/buying.ts";
export * as charts from "./en/charts.ts";
export * as checkout from "./en/checkout.ts";
export * as common from "./en/common.ts";
export * as compare from "./en/compare.ts";
export * as configure from "./en/configure.ts";
export * as desk from "./en/desk.ts";
export * as deskCustomer from "./en/deskCustomer.ts";
export * as deskLists from "./en/deskLists.ts";
export * as deskOrder from "./en/deskOrder.ts";
export * as documents from "./en/documents.ts";
export * as deskMoney from "./en/deskMoney.ts";
export * as deskQuotes from "./en/deskQuotes.ts";
export * as extend from "./en/extend.ts";
export * as gallery from "./en/gallery.ts";
export * as home from "./en/home.ts";
export * as installation from "./en/installation.ts";
export * as link from "./en/link.ts";
export * as missing from "./en/missing.ts";
export * as officialQuote from "./en/officialQuote.ts";
export * as openOrders from "./en/openOrders.ts";
export * as order from "./en/order.ts";
export * as passkeys from "./en/passkeys.ts";
export * as people from "./en/people.ts";
export * as presets from "./en/presets.ts";
export * as quote from "./en/quote.ts";
export * as quoteAdvice from "./en/quoteAdvice.ts";
export * as quoteLines from "./en/quoteLines.ts";
export * as refunds from "./en/refunds.ts";
export * as settings from "./en/settings.ts";
export * as signIn from "./en/signIn.ts";
export * as signed from "./en/signed.ts";
export * as stop from "./en/stop.ts";
export * as terms from "./en/terms.ts";
export * as tickets from "./en/tickets.ts";
export * as timeline from "./en/timeline.ts";
export * as verify from "./en/verify.ts";
export * as wires from "./en/wires.ts";
