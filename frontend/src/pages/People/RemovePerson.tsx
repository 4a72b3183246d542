/** Removing somebody, asked twice. */
import { type Person, removePerson } from "../../api/account.ts";
import { RemoveQuestion } from "../../components/RemoveQuestion.tsx";
import { people as t } from "../../text/en.ts";

interface Props {
  person: Person;
  /** True for the one who is asking. */
  self: boolean;
  done: (left: Person[]) => void;
  cancel: () => void;
}

export function RemovePerson({ person: { id, name }, self, done, cancel }: Props) {
  const words = { title: t.removeTitle(name), text: self ? t.removeSelf : t.removeText, yes: t.removeYes(name), no: t.removeNo(name) };
  return <RemoveQuestion words={words} remove={async () => done(await removePerson(id))} cancel={cancel} />;
}
