/** The question before something is removed; it takes the focus, and tells why it could not be done. */
import { useEffect, useRef } from "preact/hooks";
import { Button } from "./Button.tsx";
import { useSending } from "./useSending.ts";

interface Props {
  words: { title: string; text: string; yes: string; no: string };
  /** Removes it, and takes the question away. */
  remove: () => Promise<void>;
  cancel: () => void;
}

export function RemoveQuestion({ words, remove, cancel }: Props) {
  const question = useRef<HTMLDivElement>(null);
  const { busy, faults, send } = useSending();
  useEffect(() => question.current?.focus(), []);
  const act = () =>
    send(async () => {
      await remove();
      return "done";
    });
  return (
    <div class="note warn within" ref={question} tabIndex={-1} role="group" aria-labelledby="remove-title">
      <h3 id="remove-title">{words.title}</h3>
      <p>{words.text}</p>
      <div role="alert">
        {faults.map(({ text }) => (
          <p key={text} class="wrong">
            {text}
          </p>
        ))}
      </div>
      <div class="actions">
        <Button onClick={act} aria-disabled={busy}>
          {words.yes}
        </Button>
        <Button onClick={cancel}>{words.no}</Button>
      </div>
    </div>
  );
}
