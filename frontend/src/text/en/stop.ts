/** Words of the page that the stop link of a reminder opens. */

export const title = "Stop these reminders";
export const description = "Stop the reminders of one kind, without signing in.";
export const noScript = "Stopping reminders here needs JavaScript. You can also sign in and switch them off, or answer the mail.";
export const lead = "The link in our mail stops reminders of that kind to your address. Nothing else changes, and others of your company still get theirs.";
export const stop = "Stop them";
export const stopping = "Stopping …";
export const stoppedTitle = "These reminders are stopped";
export const stopped = (name: string) => `“${name}”: no more of these mails go to your address. You can switch them on again in your settings.`;
export const settings = "Your settings";
export const noKeyTitle = "This link is not complete";
export const noKey = "Check that the whole address was copied from the mail. You can also sign in and switch reminders off in your settings.";
export const refused = "This link does not work. Sign in and switch the reminders off in your settings.";
