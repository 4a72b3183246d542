/** How a prerendered page comes alive: its data block is read and its islands are hydrated. */
import { hydrate, render, type VNode } from "preact";

/** The page's data block, as its page function gave it. */
export function pageData<T>(): T {
  return JSON.parse(element("data").textContent) as T;
}

/**
 * Bring the prerendered content of `#id` to life; nothing outside it is touched.
 *
 * `tree` must be what was prerendered, to the letter: Preact trusts the markup it finds. What the address adds is drawn
 * afterwards, with the returned function.
 */
export function hydrateIsland(id: string, tree: VNode): (tree: VNode) => void {
  const island = element(id);
  hydrate(tree, island);
  return (next) => render(next, island);
}

/** Show what `hold.ts` held back until the address was read. */
export function release(): void {
  window.document.documentElement.classList.remove("hold");
}

function element(id: string): HTMLElement {
  const found = window.document.getElementById(id);
  if (!found) throw new Error(`the page has no #${id}`);
  return found;
}
