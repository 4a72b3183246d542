/** Removing somebody, asked twice. */
import { useEffect, useRef } from "preact/hooks";
import { type Person, removePerson } from "../../api/account.ts";
import { Button } from "../../components/Button.tsx";
import { useSending } from "../../components/useSending.ts";
import { people as t } from "../../text/en.ts";

interface Props {
  person: Person;
  /** True for the one who is asking. */
  self: boolean;
  done: (left: Person[]) => void;
  cancel: () => void;
}

export function RemovePerson({ person: { id, name }, self, done, cancel }: Props) {
  const question = useRef<HTMLDivElement>(null);
  const { busy, faults, send } = useSending();
  useEffect(() => question.current?.focus(), []);
  const remove = () =>
    send(async () => {
      done(await removePerson(id));
      return "done";
    });
  return (
    <div class="note warn within" ref={question} tabIndex={-1} role="group" aria-labelledby="remove-title">
      <h3 id="remove-title">{t.removeTitle(name)}</h3>
      <p>{self ? t.removeSelf : t.removeText}</p>
      <div role="alert">
        {faults.map(({ text }) => (
          <p key={text} class="wrong">
            {text}
          </p>
        ))}
      </div>
      <div class="actions">
        <Button onClick={remove} aria-disabled={busy}>
          {t.removeYes(name)}
        </Button>
        <Button onClick={cancel}>{t.removeNo(name)}</Button>
      </div>
    </div>
  );
}
