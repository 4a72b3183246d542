/** Words of signing in. */

export const title = "Sign in";
export const description = "Sign in with your e-mail address: no password, a link or a code comes by mail.";
export const lead = "No password: we mail you a link and a six-digit code.";
export const noScript = "Signing in needs JavaScript. Without it you can still order, and ask us.";
export const askUs = "Ask us";

export const email = "E-mail";
export const emailHint = "The address under which we know you.";
export const needEmail = "Enter your whole address, such as name@example.com.";
export const ask = "Mail me a link";
export const askAgain = "Mail me a new link";
export const asking = "Asking …";
export const guest = "Bought without an account? Sign in with the address of your order, and it is yours to see.";

export const sentTitle = "If we know this address, a mail is on its way";
export const sent = (email: string) => `It goes to ${email}. Open its link in this browser, or enter its code here.`;
export const valid = (moment: string) => `Link and code are valid until ${moment}, and work once.`;
export const demo = "This is the demo: the mail is under";
export const demoLink = "mails of the demo";
export const code = "Six-digit code";
export const needCode = "Enter the six digits of the code.";
export const signIn = "Sign in";
export const signingIn = "Signing in …";
export const again = "Ask again";
export const askedAgain = "Another mail is on its way. Use the newest one.";
export const other = "Use another address";
export const codeRefused =
  "This code does not sign you in. Compare it with the newest mail. If it was used, tried too often or is past its time, ask again.";

export const linkTitle = "You opened the link of our mail";
export const linkText = "One more step, so that programs which only look at mails do not use it up.";
export const otherBrowserTitle = "This link belongs to another browser";
export const otherBrowser =
  "It works only in the browser in which you asked for it. Go back there and enter the six-digit code of the same mail. Or ask for a new mail here.";
export const linkRefusedTitle = "This link does not work any more";
export const linkRefused = "It was used, or it is past its time, or a newer mail was asked for. Ask again, and use the newest mail.";

export const failed = "You could not be signed in.";

export const signedOut = "You are signed out everywhere. To go on, sign in again.";

export const knownTitle = (name: string) => `You are signed in as ${name}`;
export const goOn = "Go on";
export const toAccount = "Go to your account";
