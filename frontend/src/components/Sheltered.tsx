/** A part of a page of which a fault leaves a sentence and a way on in its place, where there would be nothing at all. */
import type { ComponentChildren } from "preact";
import { useErrorBoundary } from "preact/hooks";
import { common as t } from "../text/en.ts";
import { Button } from "./Button.tsx";
import { Note } from "./Small.tsx";

interface Props {
  children: ComponentChildren;
  /** Where it helps to ask the server once more; else only the whole page is loaded anew. */
  again?: () => void;
}

/** An answer of another shape than the page knows ends here, as one to a page that was open while the product was renewed. */
export function Sheltered({ children, again }: Props) {
  // The fault itself is for the console: it says nothing to who reads the page.
  const [fault] = useErrorBoundary((caught) => reportError(caught));
  return fault ? <Unforeseen again={again} /> : <>{children}</>;
}

export function Unforeseen({ again }: { again?: (() => void) | undefined }) {
  return (
    <div role="alert">
      <Note tone="fault">
        <p>{t.unforeseen}</p>
        {again && <Button onClick={again}>{t.retry}</Button>} <Button onClick={() => location.reload()}>{t.reload}</Button>
      </Note>
    </div>
  );
}
