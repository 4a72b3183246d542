/** Words of the audit: who did what, when, and why. */

export const title = "Audit";
export const description = "What staff and programs did: who, when, what, before, after and why.";
export const lead = "Everything that staff and programs did, newest first. No line here is ever changed or removed, by anybody.";

export const who = "Who";
export const whoHint = "A mail address of staff, or a program’s name.";
export const what = "What";
export const whatHint = "Such as “sign-in” or “order approved”.";
export const about = "About";
export const aboutHint = "A number of an order, an address, an id.";
export const firstDay = "From";
export const lastDay = "To";
export const look = "Look";
export const all = "Show everything";

export const caption = "What was done";
export const when = "When";
export const change = "Change";
export const why = "Why";
export const none = "Nothing was done that fits.";
export const nothing = "nothing";
export const changed = (name: string, before: string, after: string) => `${name}: ${before} → ${after}`;
export const fact = (name: string, value: string) => `${name}: ${value}`;
