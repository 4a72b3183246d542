/** Words of the frame around every page. */

export const skip = "Skip to the content";
export const navigation = "Main";
export const brand = (vendor: string) => `${vendor} support plans`;
export const pageTitle = (title: string, vendor: string) => `${title} · ${brand(vendor)}`;
export const navCompare = "Compare plans";
export const navConfigure = "Buy or extend";
export const navAsk = "Ask us";
export const navAccount = "Account";
export const footNet = (currency: string) => `Prices are in ${currency}, net of tax.`;
export const footSource = (source: string) =>
  `The vendor’s own terms (“${source}”) are the source of every fact here; “line 36” means line 36 of that text.`;
export const footTerms = "Terms of sale";
export const footVerify = "Check a quote";
export const footVersion = (version: string) => `Catalogue ${version}`;
