/** The one form of a value in bytes (RFC 8785, plain names and whole numbers only), as what was signed is written. */

const NAME = /^[A-Za-z0-9_.-]+$/;
/** How deep lists and objects may stand in each other; the server refuses what goes deeper, too. */
const DEEPEST = 32;

/** Not a value that has one form, such as a number with a fraction. */
class NoOneForm extends Error {}

/**
 * Write a value in its one form.
 *
 * @throws where it has none.
 */
export function canonical(value: unknown): string {
  return write(value, DEEPEST);
}

/** Read bytes that must be the one form of a value: JSON that is written otherwise is `rewritten`, all else `unreadable`. */
export function readCanonical(bytes: Uint8Array): { value: unknown } | "unreadable" | "rewritten" {
  let text: string;
  let value: unknown;
  try {
    text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
    value = JSON.parse(text);
  } catch {
    return "unreadable";
  }
  try {
    return canonical(value) === text ? { value } : "rewritten";
  } catch (fault) {
    if (fault instanceof NoOneForm) return "rewritten";
    throw fault;
  }
}

function write(value: unknown, depth: number): string {
  if (depth < 0) throw new NoOneForm();
  if (value === null || typeof value === "boolean") return String(value);
  // `isSafeInteger` takes -0, whose text is "0": what was written as -0 is then seen to be written otherwise.
  if (typeof value === "number" && Number.isSafeInteger(value)) return String(value);
  // `JSON.stringify` escapes exactly what the RFC says, which took it from there, but for half characters.
  if (typeof value === "string" && !/\p{Surrogate}/u.test(value)) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map((each) => write(each, depth - 1)).join()}]`;
  if (typeof value === "object") return `{${members(value, depth)}}`;
  throw new NoOneForm();
}

function members(value: object, depth: number): string {
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  if (!entries.every(([name]) => NAME.test(name))) throw new NoOneForm();
  return entries.map(([name, each]) => `${JSON.stringify(name)}:${write(each, depth - 1)}`).join();
}
