/** All faults of a form in one place, which takes the focus when it appears or changes. */
import type { ComponentChildren } from "preact";
import { useEffect, useId, useRef } from "preact/hooks";
import { common as t } from "../text/en.ts";

/** A fault and, where it has one, the id of the control it belongs to. */
export interface FieldFault {
  field: string | null;
  text: string;
}

interface Props {
  faults: FieldFault[];
  requestId?: string | null;
  /** Instead of the usual one. */
  title?: (count: number) => string;
  /** What follows from the faults. */
  children?: ComponentChildren;
}

export function ErrorSummary({ faults, requestId, title: titleOf = t.faultsTitle, children }: Props) {
  const box = useRef<HTMLDivElement>(null);
  // A page may hold several forms.
  const title = `faults-${useId()}`;
  useEffect(() => {
    if (faults.length) box.current?.focus();
  }, [faults]);
  if (!faults.length) return null;
  return (
    <div class="note fault" ref={box} tabIndex={-1} role="alert" aria-labelledby={title}>
      <h2 id={title}>{titleOf(faults.length)}</h2>
      <ul>
        {faults.map(({ field, text }) => (
          <li key={field + text}>{field ? <a href={`#${field}`}>{text}</a> : text}</li>
        ))}
      </ul>
      {children}
      {requestId && <p class="small">{t.requestNumber(requestId)}</p>}
    </div>
  );
}
