/** A draft while it is written: what is typed, what it costs, what of it is saved, and why it is not. */
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { addDraft, type DeskQuoteView, type DraftPrice, priceDraft, saveDraft } from "../../../api/deskQuotes.ts";
import { ProblemError } from "../../../api/request.ts";
import { type Draft, draftOf, inputOf, missingIn } from "../../../state/draft.ts";
import { forgetDraft, keepDraft, restoreDraft } from "../../../state/keptDraft.ts";
import type { Offer } from "../../../state/offer.ts";
import { type DraftFault, draftProblem, missingFaults, wrongAddress } from "./faults.ts";

/** Long enough to type a number, short enough not to wait for. */
const PAUSE_MS = 400;
const NEW = "new";
/** Somebody else was faster. */
const CHANGED = 412;

/** The price of what is typed; null where it is not known yet, or was refused. */
export interface LivePrice {
  price: DraftPrice | null;
  asking: boolean;
  /** True until the draft that a page opened with is answered: its price would push away what is pressed before. */
  opening: boolean;
  /** Why the newest question has no answer, where that is not a fault of the draft. */
  problem: ProblemError | null;
  faults: DraftFault[];
  again: () => void;
}

/** Ask for the price of what is typed, a moment after the last change, as soon as every line is complete. */
export function useDraftPrice(draft: Draft, offer: Offer): LivePrice {
  const [answered, setAnswered] = useState<{ text: string; price: DraftPrice | null; problem: ProblemError | null } | null>(null);
  const [round, setRound] = useState(0);
  const text = textOf(draft);
  const complete = missingIn(draft, offer).length === 0;
  const openedWhole = useRef(complete);

  useEffect(() => {
    if (!complete) return undefined;
    const controller = new AbortController();
    const ask = async () => {
      try {
        setAnswered({ text, price: await priceDraft(inputOf(draft), controller.signal), problem: null });
      } catch (error) {
        if (controller.signal.aborted) return;
        if (!(error instanceof ProblemError)) throw error;
        setAnswered({ text, price: null, problem: error });
      }
    };
    const timer = setTimeout(() => void ask(), answered ? PAUSE_MS : 0);
    return () => {
      clearTimeout(timer);
      controller.abort();
    };
  }, [text, complete, round]);

  const mine = complete && answered?.text === text ? answered : null;
  // A refused draft is told at its controls; anything else can be asked again.
  const refused = mine?.problem?.status === 409 || mine?.problem?.status === 422;
  return {
    price: mine?.price ?? null,
    asking: complete && !mine,
    opening: openedWhole.current && !answered,
    problem: refused ? null : (mine?.problem ?? null),
    faults: refused && mine?.problem ? draftProblem(mine.problem, draft) : [],
    again: () => setRound(round + 1),
  };
}

export interface Writing {
  draft: Draft;
  change: (draft: Draft) => void;
  /** As it was saved last; null before that. */
  saved: DeskQuoteView | null;
  /** True when nothing is typed beyond what was saved. */
  clean: boolean;
  busy: boolean;
  faults: DraftFault[];
  requestId: string | null;
  /** True when somebody else changed the draft meanwhile; nothing is saved until it is said which one stays. */
  stale: boolean;
  /** True when what was typed here before, and not saved, was filled in again. */
  restored: boolean;
  save: () => void;
  /** Save over what somebody else saved as this version. */
  overwrite: (version: number) => void;
  /** Take over what an act on the draft answered. */
  put: (view: DeskQuoteView) => void;
  discard: () => void;
}

interface Start {
  offer: Offer;
  first: Draft;
  view: DeskQuoteView | null;
}

export function useDraft({ offer, first, view }: Start): Writing {
  // What another link begins with is another draft.
  const key = view?.id ?? NEW + location.search;
  const [kept] = useState(() => restoreDraft(key, view?.version ?? null));
  const [draft, setDraft] = useState(kept ?? first);
  const [saved, setSaved] = useState(view);
  const [told, setTold] = useState<DraftFault[]>([]);
  const [problem, setProblem] = useState<ProblemError | null>(null);
  const [busy, setBusy] = useState(false);
  const running = useRef(false);
  const created = useRef(crypto.randomUUID());
  const savedText = useMemo(() => textOf(saved ? draftOf(saved) : first), [saved]);
  const clean = textOf(draft) === savedText;
  const stale = problem?.status === CHANGED;

  const put = (next: DeskQuoteView) => {
    setSaved(next);
    setProblem(null);
    setTold([]);
    forgetDraft(key);
  };
  /** The server keeps an advice's address in a form of its own; the field takes it over, unless more was typed since. */
  const take = (next: DeskQuoteView) => {
    put(next);
    const advice = next.advice?.query ?? "";
    setDraft((now) => (now.advice === draft.advice ? { ...now, advice } : now));
  };
  const write = async (version: number | null) => {
    if (running.current) return;
    running.current = true;
    setBusy(true);
    try {
      const input = inputOf(draft);
      if (saved && version !== null) take(await saveDraft(saved.id, version, input));
      else await begin(input);
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      setProblem(error);
    }
    running.current = false;
    setBusy(false);
  };
  const begin = async (input: ReturnType<typeof inputOf>) => {
    const { id } = await addDraft(input, created.current);
    forgetDraft(key);
    location.replace(`/desk/quotes/${id}/`);
  };
  const change = (next: Draft) => {
    setDraft(next);
    setTold([]);
    if (!stale) setProblem(null);
    keepDraft(key, saved?.version ?? null, next);
  };
  const save = () => {
    if (saved && clean) return;
    const found = [...wrongAddress(draft), ...missingFaults(draft, offer)];
    setTold(found);
    if (found.length === 0) void write(saved?.version ?? null);
  };
  const discard = () => {
    forgetDraft(key);
    setDraft(saved ? draftOf(saved) : first);
    setTold([]);
    setProblem(null);
  };
  return {
    draft,
    change,
    saved,
    clean,
    busy,
    faults: stale ? [] : [...told, ...(problem ? draftProblem(problem, draft) : [])],
    requestId: problem && problem.errors.length === 0 ? problem.requestId : null,
    stale,
    restored: kept !== null && !clean,
    save,
    overwrite: (version) => void write(version),
    put,
    discard,
  };
}

/** What would be sent, as text: two drafts that send the same are the same. */
function textOf(draft: Draft): string {
  return JSON.stringify(inputOf(draft));
}
