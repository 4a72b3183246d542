/** How a prerendered page comes alive: its data block is read and its islands are hydrated. */
import { hydrate, type VNode } from "preact";

/** The page's data block, as its page function gave it. */
export function pageData<T>(): T {
  return JSON.parse(element("data").textContent) as T;
}

/** Bring the prerendered content of `#id` to life; nothing outside it is touched. */
export function hydrateIsland(id: string, tree: VNode): void {
  hydrate(tree, element(id));
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
