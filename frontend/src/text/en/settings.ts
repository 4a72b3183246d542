/** Words of a contact's own settings: address, reminders, and where they are signed in. */

export const title = "Settings";
export const description = "Your e-mail address, your reminders, and where you are signed in.";

export const emailTitle = "Your e-mail address";
export const emailNow = (email: string) => `You sign in as ${email}.`;
export const newEmail = "New e-mail address";
export const newEmailHint = "A mail goes to the old and the new address; both must confirm.";
export const needEmail = "Enter the whole address, such as name@example.com.";
export const change = "Change the address";
export const changing = "Asking …";
export const asked = (old: string, next: string) =>
  `A mail went to ${old} and one to ${next}. The new address holds as soon as both have confirmed; until then, nothing changes.`;

export const confirmTitle = "Confirm the change of an e-mail address";
export const confirmText = "You opened the link of our mail. The new address holds as soon as the old and the new one have confirmed.";
export const confirm = "Confirm";
export const confirming = "Confirming …";
export const changedTitle = "Your address has changed";
export const changed = "Both addresses have confirmed. From now on, sign in with the new one.";
export const confirmedTitle = "This address has confirmed";
export const confirmed = "The change takes effect as soon as the other address has confirmed as well, by the link in its own mail.";
export const confirmRefused = "This link does not work any more. It was used, or it is past its time: ask for the change again.";
export const toSettings = "To your settings";

export const remindersTitle = "Reminders by mail";
export const remindersLead = "These go to your address; other people of your company decide for themselves.";
export const switchedOn = (name: string) => `${name}: on. Saved.`;
export const switchedOff = (name: string) => `${name}: off. Saved.`;

export const sessionsTitle = "Where you are signed in";
export const thisBrowser = "this browser";
export const seen = (moment: string) => `last used ${moment}`;
export const ends = (moment: string) => `ends ${moment} unless it is used`;
export const endThis = "End this one";
export const endOf = (browser: string) => `${endThis}: ${browser}`;
export const ended = "That session is ended.";
export const endEverywhere = "Sign out everywhere";
export const unknownBrowser = "A browser that gives no name";
