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
export const ownEmail = "You sign in with this address already. Name another one.";
export const pendingTitle = (next: string) => `A change to ${next} waits`;
export const side = (email: string, confirmed: boolean) =>
  confirmed ? `${email} has confirmed.` : `${email} must confirm, by the link in its mail.`;
export const pendingUntil = (moment: string) =>
  `The new address holds as soon as both have confirmed; until then, nothing changes. The links work until ${moment}.`;
export const cancelChange = "Cancel the change";
export const cancelled = "The change is cancelled: its links work no more, and your address stays as it is.";

export const lookingUp = "Looking up what this link confirms …";
export const confirmTitle = "Confirm the change of an e-mail address";
export const confirmChange = (old: string, next: string) => `From ${old} to ${next}.`;
export const confirmSide = {
  old: (email: string) => `You opened the mail to ${email}, the address so far: here it confirms that it is given up.`,
  new: (email: string) => `You opened the mail to ${email}, the new address: here it confirms that mail arrives there.`,
};
export const confirmUntil = (moment: string) => `It takes both mailboxes. This link works until ${moment}.`;
export const confirm = "Confirm";
export const confirming = "Confirming …";
export const changedTitle = "Your address has changed";
export const changed = (old: string, next: string) => `Both addresses have confirmed. From now on, sign in with ${next} instead of ${old}.`;
export const confirmedTitle = "This address has confirmed";
export const confirmed = (old: string, next: string) =>
  `The change from ${old} to ${next} takes effect as soon as the other address has confirmed as well, by the link in its own mail.`;
export const overTitle = "This link does not work any more";
export const confirmRefused = "It was used, it is past its time, or the change was cancelled or asked for anew: ask for the change again.";
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
