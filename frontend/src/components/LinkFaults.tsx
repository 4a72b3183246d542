/** What of an address could not be followed, told above what was made of the rest. */
import type { ComponentChildren } from "preact";

interface Props {
  title: string;
  faults: readonly string[];
  /** What became of the rest. */
  children?: ComponentChildren;
}

export function LinkFaults({ title, faults, children }: Props) {
  return (
    <div role="status">
      {faults.length > 0 && (
        <div class="note warn">
          <h2>{title}</h2>
          <ul>
            {faults.map((fault) => (
              <li key={fault}>{fault}</li>
            ))}
          </ul>
          {children}
        </div>
      )}
    </div>
  );
}
