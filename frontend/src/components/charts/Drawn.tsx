/** Shows a drawing on a page, in both of its sizes: the room there is decides which one is seen. */
import { h, type VNode } from "preact";
import type { Drawing, Shape } from "../../lib/svg.ts";
import type { Entry } from "./legend.ts";
import { SAMPLE } from "./legend.ts";
import { FONT } from "./looks.ts";
import type { Size } from "./mapDrawing.ts";

interface Props {
  drawings: Record<Size, Drawing>;
  /** The elements that name the drawing and say what it shows. */
  titleId: string;
  toldId: string;
}

/** An image to assistive technology: what it shows is said beside it, and every figure stands in the table. */
export function Drawn({ drawings, titleId, toldId }: Props) {
  return (
    <>
      {(["wide", "narrow"] as const).map((size) => {
        const { width, height, shapes } = drawings[size];
        return (
          <svg key={size} {...FONT} class={`drawn ${size}`} role="img" aria-labelledby={titleId} aria-describedby={toldId} width={width} height={height} viewBox={`0 0 ${width} ${height}`} focusable="false">
            {shapes.map(nodeOf)}
          </svg>
        );
      })}
    </>
  );
}

export function Legend({ entries }: { entries: readonly Entry[] }) {
  return (
    <ul class="key">
      {entries.map(({ key, sample, words }) => (
        <li key={key}>
          <svg {...FONT} width={SAMPLE.width} height={SAMPLE.height} aria-hidden="true" focusable="false">
            {sample.map(nodeOf)}
          </svg>
          <span>{words}</span>
        </li>
      ))}
    </ul>
  );
}

function nodeOf({ name, attributes, children }: Shape): VNode {
  return h(name, attributes, ...children.map((child) => (typeof child === "string" ? child : nodeOf(child))));
}
