/** Copies a link and says so. */
import { useState } from "preact/hooks";
import { common as t } from "../text/en.ts";
import { Button } from "./Button.tsx";

export function CopyButton({ text, label = t.copy }: { text: () => string; label?: string }) {
  const [said, say] = useState("");
  const copy = async () => {
    say("");
    try {
      // Without https a browser has no clipboard: the error below is then ours to tell.
      await navigator.clipboard.writeText(text());
      say(t.copied);
    } catch {
      say(t.copyFailed);
    }
  };
  return (
    <>
      <Button onClick={copy}>{label}</Button> <span role="status">{said}</span>
    </>
  );
}
