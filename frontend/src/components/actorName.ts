/** Who acted, as people read it. */
import { deskOrder as t } from "../text/en.ts";

/** `staff:ADDRESS` and `program:NAME` by what follows, the others in words. */
export function actorName(actor: string): string {
  const [kind = "", ...name] = actor.split(":");
  const word = t.actor[kind] ?? kind;
  return name.length > 0 && kind !== "contact" ? `${word} ${name.join(":")}` : word;
}
