/** Words of passkeys: the second step of signing in, and the page of one's own keys. */
import type { Failure } from "../../lib/passkeys.ts";

export const what =
  "A passkey is a key that your computer, your phone or a small device on your key ring keeps for you. It is asked after the mail, so that nobody signs in with your mailbox alone.";

export const stepTitle = "One more step: your passkey";
export const stepText = (email: string) => `You answered the mail to ${email}. Now show a passkey of yours.`;
export const show = "Use my passkey";
export const showing = "Waiting for your passkey …";
export const lost = "Lost it? An admin can remove it for you; then the mail signs you in again.";

export const firstTitle = "One more step: register a passkey";
export const firstText = (email: string) => `You answered the mail to ${email}. Staff need a passkey here, and you have none yet.`;

export const name = "What you call it";
export const nameHint = "Such as “Blue key” or “Work laptop”, to know it by later.";
export const needName = "Give it a name.";
export const register = "Register a passkey";
export const registering = "Waiting for your passkey …";
export const registered = (given: string) => `“${given}” is registered. From now on it is asked after the mail.`;

export const failures: Record<Failure, string> = {
  unsupported: "This browser has no passkeys. Use another one, or one that is newer.",
  stopped: "Nothing came back: it was stopped, it took too long, or none of your passkeys is at hand. Try again.",
  known: "This key is registered already. Use another one.",
  elsewhere: "This browser has no passkeys at this address. Open the page under the address that your vendor uses.",
};

export const title = "Security";
export const description = "Your passkeys: the second step of signing in.";
export const ownTitle = "Your passkeys";
export const none = "You have none: your mailbox alone signs you in.";
export const required = "Staff need one here, so your last one stays.";
export const optional = "Whoever has one is asked for it; nobody needs one.";
export const nowhere = "Browsers have passkeys only under a domain name over https, or under localhost. At this address none can be registered.";
export const otherAddress = "Passkeys work only under the address that this service goes by:";
export const facts = (made: string, used: string | null) => `Registered ${made}${used ? `; last used ${used}` : "; never used"}`;
export const current = "this session was opened with it";
export const remove = "Remove";
export const removeOf = (given: string) => `Remove “${given}”`;
export const removeTitle = (given: string) => `Remove “${given}”?`;
export const removeText = "It opens nothing any more; what it opened asks for another one.";
export const removeLast = "It is your last one: from then on your mailbox alone signs you in.";
export const removeYes = "Yes, remove it";
export const removeNo = "Keep it";
export const removed = (given: string) => `“${given}” is removed.`;
export const addTitle = "Register another";
export const addFirst = "Register one";

export const heldTitle = "Passkeys that others have lost";
export const heldText =
  "Remove the passkey of somebody who has lost theirs. They sign in by mail again, and register a new one. Make sure that it is they who ask.";
export const heldNone = "Nobody else has a passkey.";
export const heldOf = (staff: string, given: string) => `Remove “${given}” of ${staff}`;
export const reason = "Why";
export const reasonHint = "It is kept in the audit.";
export const needReason = "Say why, in words.";
