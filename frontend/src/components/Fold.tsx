/** What can be folded away: open where there is room, closed on a narrow screen, and always whole on paper. */
import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";

const ROOM = "(min-width: 40rem)";

export function Fold({ title, children }: { title: string; children: ComponentChildren }) {
  const [open] = useState(() => typeof matchMedia === "undefined" || matchMedia(ROOM).matches);
  return (
    <details class="fold" open={open}>
      <summary>
        <h4>{title}</h4>
      </summary>
      {children}
    </details>
  );
}
