/** Words of the page that checks a signed quote. */

export const title = "Check a quote";
export const description = "Check that a quote is to the byte what was signed, and whether it is still open.";
export const lead = (vendor: string) =>
  `Every quote of ${vendor} is signed. Choose its file, and this page tells whether it is as it was signed, what it says, and whether it is still open.`;
export const noScript = "Checking a quote here needs JavaScript. Without it, whoever has Plandesk can run “plandesk quote verify FILE”, also without a network.";
export const keys = "The public keys";
export const keysWhy = "With these keys anybody can check a quote without us, with any program that knows Ed25519:";
export const file = "The quote’s file";
export const fileHint = "The PDF of the quote, or its signed file quote.json. It is checked and not kept.";
export const checking = "Checking …";
export const tooLong = "This file is longer than 2 MB, so it is no quote of ours.";
export const unreadableFile = "Your browser could not read this file. Choose it again.";
export const failed = "The file could not be checked.";

export const rightTitle = "The signature is right";
export const faultTitle = "This file is not to be relied on";
export const faults = {
  no_attachment: "This PDF has no signed quote attached. It may have been printed or saved anew: ask for the original file.",
  unreadable: "This is no signed quote: it cannot be read as one.",
  rewritten: "The file was written anew after it was signed, perhaps by an editor: not every byte is as it was. Ask for the original file.",
  other_vendor: "It names another vendor. Check it at that vendor’s own address.",
  unknown_key: "It was signed with a key that is not among ours.",
  changed: "It was changed after it was signed.",
  pages_changed: "The signed file inside is right, but this PDF is not the one that was issued with it: its pages may say something else. Ask for the original file.",
};
export const disagree = "The server and your browser come to different results, so do not rely on this file. Please tell us.";

export const signedBy = (vendor: string, day: string) => `${vendor} signed this quote on ${day}. What follows is what was signed, to the byte.`;
export const attached = "The signature covers the file attached to this PDF, and not its pages. What is said here holds, whatever the pages show.";
export const asIssued = "This PDF is, to the byte, the one that was issued.";
export const number = "Quote";
export const revision = (number: string, revision: number) => (revision > 1 ? `${number}, revision ${revision}` : number);
export const company = "For";
export const anybody = "No one by name";
export const total = "Total";
export const alternative = (total: string, name: string) => `${total} for alternative ${name}`;
export const validUntil = "Valid until";
export const lastDay = (day: string, zone: string) => `${day}, the last day (${zone})`;
export const signedWith = "Signed with key";
export const standing = "Now";
export const open = "Open the quote";
export const states = {
  draft: "It is being worked on.",
  issued: "It is open: it can be accepted until its last day.",
  accepted: "It was accepted.",
  ordered: "It was accepted and ordered.",
  replaced: "It was replaced by a newer revision.",
  declined: "It was declined.",
  expired: "Its last day is over: it can no longer be accepted.",
  revoked: "It was withdrawn by the vendor.",
};
export const unknownState = "It is not in our books.";
export const notAsked = "Whether it is still open is not known, because the server could not be asked.";
export const checkedTwice = "Checked by the server and, by itself, by your browser.";
export const checkedByServer = "Checked by the server.";
export const checkedHere = "Checked by your browser alone.";
