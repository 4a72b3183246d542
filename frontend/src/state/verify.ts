/** The check of a signed file in this browser: nobody is asked, and nothing is sent. */
import type { PublicKeys, Verdict } from "../api/verify.ts";
import { canonical, readCanonical } from "../lib/canonical.ts";

const FORMAT = "plandesk.quote/1";
const ALGORITHM = "Ed25519";

type Members = Record<string, unknown>;
/** What a check without the books can tell. */
export type Check = Omit<Verdict, "state" | "as_issued">;

/** True for a PDF, whose attachment only the server takes out. */
export function isPdf(bytes: Uint8Array): boolean {
  return String.fromCharCode(...bytes.subarray(0, 5)) === "%PDF-";
}

/** Check a file with published keys; null where this browser cannot. The rules are those of decision 0009. */
export async function check(bytes: Uint8Array, published: PublicKeys): Promise<Check | null> {
  const read = readCanonical(bytes);
  if (typeof read === "string") return fault(read);
  const file = members(read.value, "document", "signature");
  const signature = file && members(file["signature"], "algorithm", "key_id", "value");
  const document = file && isMembers(file["document"]) ? file["document"] : null;
  if (!signature || !document || signature["algorithm"] !== ALGORITHM || document["format"] !== FORMAT) return fault("unreadable");
  if (document["vendor"] !== published.vendor) return fault("other_vendor");
  const keyId = String(signature["key_id"]);
  const key = published.keys.find((each) => each.key_id === keyId);
  if (!key) return fault("unknown_key", keyId);
  const right = await verify(key.public_key, String(signature["value"]), canonical(document));
  if (right === null) return null;
  return right ? { fault: null, key_id: keyId, attached: false, quote: shown(document) } : fault("changed", keyId);
}

function fault(why: NonNullable<Check["fault"]>, keyId: string | null = null): Check {
  return { fault: why, key_id: keyId, attached: false, quote: null };
}

/** What the signed document says in short: the signature is right, so it is as the vendor wrote it. */
function shown(document: Members): Check["quote"] {
  const { number, revision, vendor, addressee, issued_at, valid_until, time_zone, totals, address } = document;
  const company = isMembers(addressee) ? addressee["company"] : null;
  return { number, revision, vendor, company, issued_at, valid_until, time_zone, totals, address } as Check["quote"];
}

function isMembers(value: unknown): value is Members {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** An object with exactly these members, or null. */
function members(value: unknown, ...names: string[]): Members | null {
  return isMembers(value) && Object.keys(value).join() === names.join() ? value : null;
}

/** Null means that this browser does not know the algorithm, or that the page was not brought over https. */
async function verify(publicKey: string, signature: string, document: string): Promise<boolean | null> {
  const key = decode(publicKey);
  const value = decode(signature);
  if (!key || !value) return false;
  // In pages that were not brought over https there is no `subtle`, whatever the types say.
  const subtle = crypto.subtle as SubtleCrypto | undefined;
  if (!subtle) return null;
  try {
    const imported = await subtle.importKey("raw", key, ALGORITHM, false, ["verify"]);
    return await subtle.verify(ALGORITHM, imported, value, new TextEncoder().encode(document));
  } catch {
    return null;
  }
}

/** Base64url without padding, strictly: the bits to spare in its last letter must be 0. */
function decode(text: string): Uint8Array<ArrayBuffer> | null {
  if (!/^[A-Za-z0-9_-]+$/.test(text) || text.length % 4 === 1) return null;
  const letters = atob(text.replace(/-/g, "+").replace(/_/g, "/"));
  const again = btoa(letters).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
  return again === text ? Uint8Array.from(letters, (each) => each.charCodeAt(0)) : null;
}
