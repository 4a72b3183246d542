/** One act that is asked twice: a button, then a question that takes the focus, with whatever it needs to know. */
import type { ComponentChildren } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { Button } from "./Button.tsx";
import { ErrorSummary, type FieldFault } from "./ErrorSummary.tsx";
import { type Explain, useSending } from "./useSending.ts";

export interface ConfirmWords {
  /** On the button that asks. */
  ask: string;
  title: string;
  text?: string;
  yes: string;
  no: string;
  busy: string;
}

interface Props {
  /** Of the button; it gets the focus back when the question is closed. */
  id: string;
  words: ConfirmWords;
  kind?: "secondary" | "quiet";
  /** What must hold before anything is sent. */
  check?: () => FieldFault[];
  act: () => Promise<void>;
  /** The control of each member that is sent. */
  fields?: Record<string, string>;
  explain?: Explain;
  /** Controls of the question. */
  children?: (faultOf: (id: string) => string | undefined) => ComponentChildren;
}

export function Confirm({ id, words, kind = "quiet", ...rest }: Props) {
  const [asked, ask] = useState(false);
  const before = useRef(asked);
  useEffect(() => {
    if (!asked && before.current) document.getElementById(id)?.focus();
    before.current = asked;
  }, [asked]);
  if (asked) return <Question id={id} words={words} close={() => ask(false)} {...rest} />;
  return (
    <p class="screen">
      <Button kind={kind} id={id} onClick={() => ask(true)}>
        {words.ask}
      </Button>
    </p>
  );
}

function Question({ id, words, check, act, fields, explain, children, close }: Omit<Props, "kind"> & { close: () => void }) {
  const { busy, faults, requestId, faultOf, refuse, send } = useSending(fields, explain);
  const box = useRef<HTMLFormElement>(null);
  useEffect(() => box.current?.focus(), []);
  const submit = (event: Event) => {
    event.preventDefault();
    const found = check?.() ?? [];
    if (found.length) return refuse(found);
    return send(async () => {
      await act();
      close();
      return "done";
    });
  };
  return (
    <form class="note warn screen" ref={box} tabIndex={-1} noValidate aria-labelledby={`${id}-title`} onSubmit={submit}>
      <h3 id={`${id}-title`}>{words.title}</h3>
      {words.text && <p>{words.text}</p>}
      <ErrorSummary faults={faults} requestId={requestId} />
      {children?.(faultOf)}
      <div class="actions">
        <Button type="submit" aria-disabled={busy}>
          {busy ? words.busy : words.yes}
        </Button>
        <Button onClick={close}>{words.no}</Button>
      </div>
    </form>
  );
}
