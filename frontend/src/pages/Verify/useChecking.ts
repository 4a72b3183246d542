/** Checking a chosen file: by the server and, where the browser can, once more in the page. */
import { useEffect, useRef, useState } from "preact/hooks";
import { ProblemError } from "../../api/request.ts";
import { LONGEST_FILE, type PublicKeys, readKeys, type Verdict, verifyFile } from "../../api/verify.ts";
import { type Check, check, isPdf } from "../../state/verify.ts";
import { verify as t } from "../../text/en.ts";

/** What was found: `server` is null where it could not be asked, `here` where the browser could not check. */
export interface Found {
  server: Verdict | null;
  here: Check | null;
}

export type Checking = { at: "rest" } | { at: "work" } | { at: "fault"; text: string } | { at: "problem"; problem: ProblemError } | { at: "found"; found: Found };

export function useChecking(): [Checking, (file: File | undefined) => void] {
  const keys = useRef<Promise<PublicKeys | null> | null>(null);
  const latest = useRef(0);
  const [state, setState] = useState<Checking>({ at: "rest" });
  // The keys are fetched with the page, so that the network may be gone by the time a file is chosen.
  useEffect(() => {
    keys.current = readKeys();
  }, []);
  const choose = (file: File | undefined) => {
    latest.current += 1;
    const mine = latest.current;
    if (!file) return setState({ at: "rest" });
    if (file.size > LONGEST_FILE) return setState({ at: "fault", text: t.tooLong });
    setState({ at: "work" });
    void look(file, keys.current).then((told) => {
      if (latest.current === mine) setState(told);
    });
  };
  return [state, choose];
}

async function look(file: File, keys: Promise<PublicKeys | null> | null): Promise<Checking> {
  let bytes: Uint8Array;
  try {
    bytes = new Uint8Array(await file.arrayBuffer());
  } catch {
    return { at: "fault", text: t.unreadableFile };
  }
  const [asked, here] = await Promise.all([ask(file), checkHere(bytes, keys)]);
  if (!(asked instanceof ProblemError)) return { at: "found", found: { server: asked, here } };
  return here ? { at: "found", found: { server: null, here } } : { at: "problem", problem: asked };
}

async function ask(file: File): Promise<Verdict | ProblemError> {
  try {
    return await verifyFile(file);
  } catch (problem) {
    if (problem instanceof ProblemError) return problem;
    throw problem;
  }
}

async function checkHere(bytes: Uint8Array, keys: Promise<PublicKeys | null> | null): Promise<Check | null> {
  const published = await keys;
  return published && !isPdf(bytes) ? check(bytes, published) : null;
}
