/** Mail addresses, by the pattern that the server applies as well. */

const ATOM = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+";
const LABEL = "[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?";
const ADDRESS = new RegExp(`^${ATOM}(?:\\.${ATOM})*@${LABEL}(?:\\.${LABEL})+$`);

/** True for text that the server takes as a mail address. */
export function isMailAddress(text: string): boolean {
  return ADDRESS.test(text);
}

/** Mailboxes are told apart without regard to case, as the server does. */
export function isSameAddress(one: string, other: string): boolean {
  return one.trim().toLowerCase() === other.trim().toLowerCase();
}
