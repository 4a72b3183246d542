/** The quote's island: until when it holds, what it offers, and what can be done with it. */
import { useEffect, useRef, useState } from "preact/hooks";
import { type Picked, type QuoteView, readQuote } from "../../api/quotes.ts";
import type { ProblemError } from "../../api/request.ts";
import { ButtonLink } from "../../components/Button.tsx";
import { LookedUp, Stale } from "../../components/Failed.tsx";
import { QuoteAppendix } from "../../components/QuoteAppendix.tsx";
import { type Loaded, useLoaded } from "../../components/useLoaded.ts";
import { useQuotePrice } from "../../components/useQuotePrice.ts";
import { replaceQuery } from "../../lib/address.ts";
import { isOpen, readPicked, writePicked } from "../../state/quotes.ts";
import { quote as t } from "../../text/en.ts";
import { Decline, Fresh, Question } from "./Answers.tsx";
import { Compared } from "./Compared.tsx";
import { Changes, Papers, Parties, SellersNote } from "./Facts.tsx";
import { Offered } from "./Offered.tsx";
import type { QuoteData } from "./page.tsx";
import { Side } from "./Side.tsx";
import { Standing, STANDING } from "./Standing.tsx";

/** Quotes that a fresh one may follow. */
const OVER: ReadonlySet<string> = new Set(["expired", "declined", "revoked"]);

export function Quote({ data, token }: { data: QuoteData; token: string }) {
  if (!token) return <LookedUp problem={null} loading={t.loading} again={() => undefined} />;
  return <Known data={data} token={token} />;
}

function Known({ data, token }: { data: QuoteData; token: string }) {
  const loaded = useLoaded((signal) => readQuote(token, signal));
  useLooks(loaded);
  if (!loaded.value) return <Before problem={loaded.problem} look={loaded.again} />;
  return <Shown data={data} token={token} quote={loaded.value} loaded={loaded} />;
}

interface ShownProps {
  data: QuoteData;
  token: string;
  quote: QuoteView;
  loaded: Loaded<QuoteView>;
}

function Shown({ data, token, quote, loaded: { problem, again, put } }: ShownProps) {
  const [picked, setPicked] = useState(() => readPicked(location.search, quote));
  const priced = useQuotePrice(token, picked);
  const open = isOpen(quote);
  const pick = (next: Picked) => {
    setPicked(next);
    replaceQuery(writePicked(next));
  };
  const decline = (declined: QuoteView) => {
    put(declined);
    // The question that was answered is gone.
    requestAnimationFrame(() => document.getElementById(STANDING)?.focus());
  };
  return (
    <div class="scripted">
      <Announcement state={quote.state} />
      <Standing quote={quote} token={token} />
      <Stale problem={problem} words={t.stale} again={again} />
      <div class="buying">
        <div class="choosing">
          <Changes quote={quote} />
          <SellersNote note={quote.note} />
          {quote.state === "expired" && <Compared quote={quote} picked={picked} priced={priced} />}
          {OVER.has(quote.state) && <Fresh quote={quote} token={token} />}
          <Offered quote={quote} data={data} picked={picked} pick={open ? pick : null} asOf={open ? quote.dated_on : null} />
          {quote.advice && <QuoteAppendix advice={quote.advice} />}
          <Parties quote={quote} />
          <Papers quote={quote} />
          <section class="screen" aria-labelledby="answers-title">
            <h2 id="answers-title">{t.answersTitle}</h2>
            <Question quote={quote} token={token} />
            {open && <Decline token={token} put={decline} closed={again} />}
          </section>
        </div>
        <Side quote={quote} token={token} picked={picked} priced={priced} />
      </div>
    </div>
  );
}

/** Looks again when the tab is seen again: it may have stood open for days. */
function useLooks({ again }: Loaded<QuoteView>): void {
  const look = useRef(again);
  look.current = again;
  useEffect(() => {
    const seen = () => {
      if (!document.hidden) look.current();
    };
    document.addEventListener("visibilitychange", seen);
    return () => document.removeEventListener("visibilitychange", seen);
  }, []);
}

/** Before the quote is there: being looked up, not found, or not reachable. */
function Before({ problem, look }: { problem: ProblemError | null; look: () => void }) {
  if (problem?.status === 404) {
    return (
      <>
        <h2>{t.unknownTitle}</h2>
        <p>{t.unknown}</p>
        <ButtonLink href="/ask/?topic=link">{t.askUs}</ButtonLink>
      </>
    );
  }
  return <LookedUp problem={problem} loading={t.loading} words={t.failed} again={look} />;
}

/** Says aloud that the state moved while the page was open; silent on arrival. */
function Announcement({ state }: { state: QuoteView["state"] }) {
  const first = useRef(state);
  return (
    <p role="status" class="unseen">
      {state !== first.current && t.nowStands(t.stateWord[state])}
    </p>
  );
}
