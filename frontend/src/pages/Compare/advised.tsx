/** Marks the plan that an advice names, with its reasons; loaded only where the address carries an advice. */
import { render } from "preact";
import { type Advice, type AdvisedOption, askAdvice } from "../../api/advice.ts";
import type { CatalogueView } from "../../api/catalogue.ts";
import { ProblemError, request } from "../../api/request.ts";
import { formatDate } from "../../lib/dates.ts";
import { ofAdvice, readAdvice, type ReadQuestion, sentQuestion, writeAdvice } from "../../state/advice.ts";
import { hasBegun } from "../../state/adviceAgain.ts";
import { type AdviceFacts, adviceFacts, findFamily } from "../../state/adviceFacts.ts";
import { keptName, restored } from "../../state/adviceTickets.ts";
import { dayBefore } from "../../state/timeline.ts";
import { lower } from "../../text/en/common/grammar.ts";
import { compareAdvised as t } from "../../text/en/compareAdvised.ts";

/** What the comparison is of: its columns are of these plans, in this order. */
export interface Compared {
  family: string;
  plans: readonly string[];
}

/** Ask for the advice of an address, show its reasons in `place`, and mark its plans' columns of `table`. */
export async function markAdvised(search: string, place: HTMLElement, table: HTMLTableElement, compared: Compared): Promise<void> {
  const whole = `/advice/${ofAdvice(search)}`;
  render(<p role="status">{t.asking}</p>, place);
  try {
    const facts = adviceFacts(await request<CatalogueView>("/catalogue"));
    const read = readAdvice(search, facts);
    const instead = unasked(read, whole, facts, compared);
    if (instead) {
      render(instead, place);
      return;
    }
    const href = `/advice/${writeAdvice(read.question)}`;
    keepAnswers(href);
    // Of a file whose tickets this tab does not hold, the page that the link opens asks for them.
    const question = keptName(read.question) ? (restored(read.question)?.question ?? null) : read.question;
    if (!question) {
      render(<Unanswered href={href} link={t.open} sentence={t.ticketsGone} />, place);
      return;
    }
    const answer = await askAdvice(sentQuestion(question, facts, []));
    const advised = advisedPlans(answer);
    render(<Advised answer={answer} href={href} />, place);
    for (const each of advised) markColumn(table, compared.plans.indexOf(each.plan), markOf(each, answer) + whenOf(each, answer));
  } catch (error) {
    render(<Unanswered href={whole} link={t.open} sentence={error instanceof ProblemError ? whyNot(error) : t.refused} />, place);
    if (!(error instanceof ProblemError)) throw error;
  }
}

/** What stands in place of an advice that is not asked for here; null where it is. */
function unasked({ question, asked, whole, faults }: ReadQuestion, href: string, facts: AdviceFacts, { family }: Compared) {
  if (faults.length || !whole) return <Unanswered href={href} link={t.openUnread} sentence={t.unread} />;
  if (!asked) return <Unanswered href={href} link={t.open} sentence={t.notAsked} />;
  if (question.family === family) return null;
  const name = findFamily(facts, question.family)?.name ?? question.family;
  return <Unanswered href={`/${question.family}/${writeAdvice(question)}`} link={t.openOther(name)} sentence={t.other(name)} />;
}

/** Named in few words: the page that the link opens tells it in full. */
function whyNot({ status, unreachable }: ProblemError): string {
  if (status === TOO_OFTEN) return t.tooOften;
  if (status >= SERVER_FAULT) return t.serverFault;
  return unreachable ? t.unreachable : t.refused;
}

const TOO_OFTEN = 429;
const SERVER_FAULT = 500;

/** The page's own way to the advice begins anew; from here on it leads back to what was answered. */
function keepAnswers(href: string): void {
  for (const link of document.querySelectorAll<HTMLAnchorElement>('a[href^="/advice/"]')) link.setAttribute("href", href);
}

interface AdvisedPlan {
  plan: string;
  /** False where it is a part of a chain. */
  alone: boolean;
  /** Another option that costs as little; null where nothing does. */
  equal: string | null;
  /** The option that it is of. */
  option: AdvisedOption;
}

/** The options that cost least: one, or those that cost the same. */
const leading = ({ options }: Pick<Advice, "options">) => options.filter(({ rank, tied }, at) => at === 0 || tied || rank === 1);

/** The plans of every option that costs least, each alone or as a part of a chain; none where ad hoc alone does, nor of one that cannot be had any more. */
function advisedPlans(answer: Advice): AdvisedPlan[] {
  const first = leading(answer);
  const advised = new Map<string, AdvisedPlan>();
  // A plan that costs least by itself is no mere part of a chain that does.
  const open = first.filter((option) => !hasBegun(option, answer));
  for (const option of open.sort((a, b) => Number(b.kind === "plan") - Number(a.kind === "plan"))) {
    const equal = first.find((other) => other !== option);
    for (const { plan } of option.terms) {
      if (!advised.has(plan)) advised.set(plan, { plan, alone: option.kind === "plan", equal: equal ? calledOf(equal) : null, option });
    }
  }
  return [...advised.values()];
}

/** Within a sentence; the name of a plan is written as it is. */
const calledOf = ({ kind, name }: AdvisedOption): string => (kind === "plan" ? name : lower(name));

function markOf({ alone, equal }: AdvisedPlan, { options, over, first_by, workload }: Advice): string {
  if (options.length === 1) return (over ? t.onlyThen : t.only)[alone ? "whole" : "part"];
  const words = (over ? t.marksThen : t.marks)[first_by ?? "total"];
  const equalled = equal !== null && (alone ? words.equal(equal) : words.partEqual(equal));
  const mark = equalled || (alone ? words.whole : words.part);
  return workload.kind === "rates" ? t.onAverage(mark) : mark;
}

/** When a plan runs where that is not now and alone: it begins later, or another plan follows it. */
function whenOf({ plan, option: { terms } }: AdvisedPlan, { start, over }: Advice): string {
  const at = terms.findIndex((term) => term.plan === plan);
  const term = terms[at];
  if (over || !term) return "";
  if (term.start > start) return t.from(formatDate(term.start));
  const next = terms.findIndex((other, index) => index > at && other.plan !== plan);
  const last = next < 0 ? undefined : terms[next - 1];
  return last ? t.firstUntil(formatDate(dayBefore(last.end))) : "";
}

function markColumn(table: HTMLTableElement, index: number, words: string): void {
  const heading = table.tHead?.rows[0]?.cells[index + 1];
  if (!heading) return;
  const mark = document.createElement("small");
  mark.classList.add("badge", "good");
  mark.textContent = words;
  // In a line of its own, or it would be as wide as the column.
  const line = document.createElement("div");
  line.append(mark);
  heading.append(line);
}

function Advised({ answer, href }: { answer: Advice; href: string }) {
  return (
    <section class="advised" aria-labelledby="advised-title">
      <h2 id="advised-title">{answer.over ? t.titleThen : t.title}</h2>
      {answer.options.length === 0 && <p>{t.nothing}</p>}
      <ul>
        {answer.reasons.slice(0, MOST_REASONS).map(({ sentence }) => (
          <li key={sentence}>{sentence}</li>
        ))}
        {laid(answer).map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
      <p>
        <a href={href}>{t.whole}</a>
      </p>
    </section>
  );
}

const MOST_REASONS = 3;

/** How the terms of what costs least lie, and what has to be known before one is bought. */
function laid(answer: Advice): string[] {
  const first = leading(answer);
  const told = first.filter(({ terms }) => terms.length > 0);
  return told.flatMap(({ name, notes }) => (first.length > 1 ? notes.map((note) => t.of(name, note)) : notes));
}

function Unanswered({ href, link, sentence }: { href: string; link: string; sentence: string }) {
  return (
    <p class="advised" role="status">
      {sentence} <a href={href}>{link}</a>
    </p>
  );
}
