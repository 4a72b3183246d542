/** The island that helps to choose: the form, and below it the answer with its reasons. */
import { useEffect, useRef, useState } from "preact/hooks";
import type { FieldFault } from "../../components/ErrorSummary.tsx";
import { Button } from "../../components/Button.tsx";
import { Failed } from "../../components/Failed.tsx";
import { LinkFaults } from "../../components/LinkFaults.tsx";
import { Sheltered } from "../../components/Sheltered.tsx";
import { type Question, writeAdvice } from "../../state/advice.ts";
import type { AdviceFacts } from "../../state/adviceFacts.ts";
import type { Draft } from "../../state/adviceForm.ts";
import { replayed } from "../../state/adviceTickets.ts";
import { keepTickets } from "../../state/kept.ts";
import type { Horizon, Ticket } from "../../state/tickets.ts";
import { advice as t } from "../../text/en.ts";
import { Answer } from "./Answer.tsx";
import { askedShortly } from "./Asked.tsx";
import { Form } from "./Form.tsx";
import { beginning, faultsOf, questionOf, unreadOf } from "./question.ts";
import { Replay, ReplayWorking } from "./Replay.tsx";
import { ReplayAnswer } from "./ReplayAnswer.tsx";
import { useAdvice } from "./useAdvice.ts";

interface Props {
  facts: AdviceFacts;
  search: string;
  /** The day the reader lives in; dated requests that name no first day begin there. */
  today: string;
  /** Make a question the page's address. */
  push: (query: string) => void;
}

export function Advice({ facts, search, today, push }: Props) {
  const [begun] = useState(() => beginning(search, facts, today));
  const { read } = begun;
  const [draft, setDraft] = useState<Draft>(begun.draft);
  const [question, setQuestion] = useState<Question | null>(begun.question);
  const [faults, setFaults] = useState<FieldFault[]>(begun.faults);
  const [open, setOpen] = useState(!begun.question);
  const [tickets, setTickets] = useState<Ticket[] | null>(begun.tickets);
  const [askedHere, setAskedHere] = useState(false);
  const [toFile, setToFile] = useState(false);
  const [stopped, setStopped] = useState(0);
  const advised = useAdvice(question, facts, tickets !== null);
  const answer = useRef<HTMLHeadingElement>(null);
  const given = useRef<HTMLElement>(null);
  const file = useRef<HTMLHeadingElement>(null);

  // Whoever pressed the button is led to the answer; an address that is opened shows it and leaves the focus alone.
  // Until it is there the focus waits at the answers given, as the button that had it is folded away or gone.
  useEffect(() => {
    if (askedHere) (advised.first.value ? answer : given).current?.focus();
  }, [question, advised.first.value, advised.first.asking]);

  // The button that chose the file is gone then, as is the one that stopped what was asked about it.
  useEffect(() => {
    if (toFile || stopped) file.current?.focus();
  }, [toFile, stopped]);

  const show = (next: Draft) => {
    // Another way to tell the requests has other controls.
    if (next.way !== draft.way) setFaults([]);
    setDraft(next);
    setToFile(false);
  };
  const takeFile = () => {
    show({ ...draft, way: "file" });
    setToFile(true);
  };
  const ask = () => {
    const found = faultsOf(draft, facts, today);
    setFaults(found);
    if (found.length) return;
    const next = questionOf(draft, facts, today);
    push(writeAdvice(next));
    lead(next, null);
  };
  /** A file's tickets are asked about without a word of them in the address: it holds a name, and this tab what it stands for. */
  const replay = (horizon: Horizon, told: Ticket[]) => {
    const found = faultsOf(draft, facts, today);
    setFaults(found);
    if (found.length) return;
    const kept = keepTickets(told);
    const next = replayed(draft, told, horizon, kept);
    if (kept) push(writeAdvice(next));
    lead(next, told);
  };
  const lead = (next: Question, told: Ticket[] | null) => {
    setAskedHere(true);
    setOpen(false);
    setTickets(told);
    setQuestion(next);
  };

  /** Back to the file: what is asked is dropped, and how the file is read stays. */
  const stop = () => {
    setAskedHere(false);
    setTickets(null);
    setQuestion(null);
    setOpen(true);
    setStopped(stopped + 1);
  };
  const again = () => {
    setAskedHere(true);
    advised.first.again();
  };
  const change = () => {
    setOpen(true);
    given.current?.focus();
  };

  const form = (
    <>
      <Form facts={facts} draft={draft} faults={faults} opened={faults === begun.faults} familyKnown={read.question.family !== ""} answered={question !== null} show={show} ask={ask} takeFile={takeFile} today={today} />
      {draft.way === "file" && (
        <section class="scripted" aria-labelledby="tickets">
          <h2 id="tickets" tabIndex={-1} ref={file}>{t.fileTitle}</h2>
          <p>{t.fileLead}</p>
          {tickets && tickets === begun.tickets && <p class="note">{t.fileKept(tickets.length)}</p>}
          <Replay levels={facts.levels} today={today} onReady={replay} />
        </section>
      )}
    </>
  );
  // Where the form tells what is wrong, what of the address could not be followed stands there too, or is put right since.
  const unread = begun.faults.length || faults.length ? [] : unreadOf(search, read);
  return (
    <>
      <LinkFaults title={t.linkTitle(unread.length)} faults={unread}>
        {read.asked && <p>{begun.question ? t.linkRest : t.linkWaits}</p>}
      </LinkFaults>
      {/* The same element before and after the first answer: a file that was chosen, and how it is read, stay. */}
      <details class={question ? "answers scripted" : "scripted"} open={open || !question} onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
        <summary hidden={!question} ref={given}>
          {question && askedShortly(question, facts)}
        </summary>
        {form}
      </details>
      <p role="status" class={advised.first.asking ? "scripted awaited" : "scripted"}>
        {advised.first.asking && !tickets && t.working}
      </p>
      <ReplayWorking tickets={tickets && (advised.first.asking || advised.replay.asking) ? tickets.length : null} totals={advised.first.value !== null} stop={stop} />
      <Failed problem={advised.first.problem} words={t.failed} again={again}>
        {advised.first.problem && REFUSED.includes(advised.first.problem.status ?? 0) && <Button onClick={change}>{t.changeAnswers}</Button>}
      </Failed>
      {question && advised.first.value && (
        <Sheltered again={again}>
          <Answer facts={facts} question={question} advice={advised.first.value} linkable={!tickets} map={advised.map} grown={advised.grown} heading={answer}>
            <Failed problem={advised.replay.problem} words={t.replayFailed} again={advised.replay.again} />
            {tickets && advised.replay.value && <ReplayAnswer advice={advised.replay.value} tickets={tickets} facts={facts} />}
          </Answer>
        </Sheltered>
      )}
    </>
  );
}

/** What was asked is refused, and would be again. */
const REFUSED: readonly number[] = [409, 422];
