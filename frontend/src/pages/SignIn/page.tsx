/** The page on which contacts and staff sign in. */
import type { PageDefinition } from "../../prerender/pages.tsx";
import { signIn as t } from "../../text/en.ts";
import { SignIn } from "./SignIn.tsx";

export function signInPage(): PageDefinition {
  const body = (
    <>
      <h1>{t.title}</h1>
      <p class="lead">{t.lead}</p>
      <p class="note warn unscripted">
        {t.noScript} <a href="/ask/">{t.askUs}</a>
      </p>
      <div id="sign-in" class="scripted held">
        <SignIn search="" asked={null} />
      </div>
    </>
  );
  return {
    path: "/sign-in/",
    title: t.title,
    description: t.description,
    script: "signIn.tsx",
    styles: ["account.css"],
    holds: true,
    unlisted: true,
    body,
  };
}
