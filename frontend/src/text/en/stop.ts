/** Words of the page that the stop link of a reminder opens. */

export const title = "Stop these reminders";
export const description = "Stop the reminders of one kind, without signing in.";
export const noScript = "Stopping reminders here needs JavaScript. You can also sign in and switch them off, or answer the mail.";
export const asking = "Looking up what this link stops …";
export const failed = "It could not be looked up what this link stops.";
export const what = (name: string, company: string) => `This stops “${name}” to your address at ${company}.`;
export const lead = "Nothing else changes, and others of your company still get theirs.";
export const refusedTitle = "This link does not work";
export const stop = "Stop them";
export const stopping = "Stopping …";
export const stoppedTitle = "These reminders are stopped";
export const stopped = (name: string) => `“${name}”: no more of these mails go to your address. You can switch them on again in your settings.`;
export const settings = "Your settings";
export const noKeyTitle = "This link is not complete";
export const noKey = "Check that the whole address was copied from the mail. You can also sign in and switch reminders off in your settings.";
export const refused = "It is not whole, or its address is no contact any more. Sign in and switch the reminders off in your settings.";
