/** The smallest components: money, a note, a state in words, steps, a region that scrolls, the vendor's lines. */
import type { ComponentChildren } from "preact";
import type { Money as Amount } from "../api/catalogue.ts";
import { formatMoney } from "../lib/money.ts";
import { common as t } from "../text/en.ts";

export type Tone = "info" | "warn" | "fault" | "good";

export function Money({ of }: { of: Amount }) {
  return <span class="money">{formatMoney(of)}</span>;
}

export function Note({ tone = "info", title, children }: { tone?: Tone; title?: string; children: ComponentChildren }) {
  return (
    <div class={`note ${tone}`}>
      {title && <h3>{title}</h3>}
      {children}
    </div>
  );
}

/** A state: always the word, with the colour only beside it. */
export function Badge({ tone = "info", children }: { tone?: Tone; children: ComponentChildren }) {
  return <span class={`badge ${tone}`}>{children}</span>;
}

export function Progress({ steps, current, label }: { steps: string[]; current: number; label: string }) {
  return (
    <ol class="progress" aria-label={label}>
      {steps.map((step, index) => (
        <li key={step} aria-current={index === current ? "step" : undefined}>
          {step}
        </li>
      ))}
    </ol>
  );
}

/** A table's frame: it alone may scroll sideways, and the keyboard can reach it. */
export function TableRegion({ labelledBy, children }: { labelledBy: string; children: ComponentChildren }) {
  return (
    <div class="scroll" role="region" aria-labelledby={labelledBy} tabIndex={0}>
      {children}
    </div>
  );
}

/** `line 36 of the vendor's terms`, quietly. */
export function LineRef({ lines }: { lines: readonly number[] }) {
  return lines.length ? <small class="soft">({t.linesOfTerms(lines)})</small> : null;
}
