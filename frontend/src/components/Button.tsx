/** A button, or a link that looks like one: one primary action a page. */
import type { ComponentChildren, JSX } from "preact";

interface Common {
  kind?: "primary" | "secondary" | "quiet";
  children: ComponentChildren;
}

type Props = Common & Omit<JSX.IntrinsicElements["button"], "class" | "kind">;

export function Button({ kind = "secondary", type = "button", children, ...rest }: Props) {
  return (
    <button class={`button ${kind}`} type={type} {...rest}>
      {children}
    </button>
  );
}

export function ButtonLink({ kind = "secondary", href, children }: Common & { href: string }) {
  return (
    <a class={`button ${kind}`} href={href}>
      {children}
    </a>
  );
}
