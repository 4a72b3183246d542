/**
 * Cells of tables that are laid out as cards on phones.
 *
 * A cell that is laid out as a card is none to a screen reader any more unless its role says so.
 */
import type { ComponentChildren } from "preact";
import { common as t } from "../text/en.ts";

export function Head({ children }: { children: ComponentChildren }) {
  return (
    <th scope="col" role="columnheader">
      {children}
    </th>
  );
}

/** A cell that brings its column's name along where the columns are not side by side; there an empty one is left out. */
export function Cell({ name, empty = false, children }: { name: string; empty?: boolean; children: ComponentChildren }) {
  return (
    <td role="cell" data-column={name} class={empty ? "empty" : undefined}>
      <div>{empty ? t.none : children}</div>
    </td>
  );
}
