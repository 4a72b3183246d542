/** Ways between pages that a link may name; only this site's own addresses are ever followed. */

/** Any origin does: it only shows whether an address leaves it. */
const HERE = "http://own.invalid";

/** An address of this site as a link named it, or `otherwise`; never one that leads to another site. */
export function ownPath(text: string | null, otherwise: string): string {
  if (!text?.startsWith("/") || !URL.canParse(text, HERE)) return otherwise;
  const { origin, pathname, search, hash } = new URL(text, HERE);
  // `/.//example.com` is of this origin until it is written down again as `//example.com`.
  return origin === HERE && !pathname.startsWith("//") ? pathname + search + hash : otherwise;
}

/** The address that signs in first and then leads on to `path`. */
export function signInFirst(path: string): string {
  return `/sign-in/?next=${encodeURIComponent(path).replace(/%2F/g, "/")}`;
}
