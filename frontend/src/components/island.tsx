/** How the islands of every page but the comparison come alive: a fault that nobody thought of is told, and leaves no blank page. */
import type { ComponentChildren, VNode } from "preact";
import { useEffect, useState } from "preact/hooks";
import * as bare from "../lib/hydrate.ts";
import { Sheltered, Unforeseen } from "./Sheltered.tsx";

/** As the bare one, which the comparison takes: its islands ask the server nothing, and it has no bytes to spare. */
export function hydrateIsland(id: string, tree: VNode): (tree: VNode) => void {
  const draw = bare.hydrateIsland(id, <Island>{tree}</Island>);
  return (next) => draw(<Island>{next}</Island>);
}

/** Where something was awaited and failed, what is drawn still holds, so it stays below the sentence. */
function Island({ children }: { children: ComponentChildren }) {
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    const tell = () => setFailed(true);
    addEventListener("unhandledrejection", tell);
    return () => removeEventListener("unhandledrejection", tell);
  }, []);
  return (
    <>
      {failed && <Unforeseen />}
      <Sheltered>{children}</Sheltered>
    </>
  );
}
