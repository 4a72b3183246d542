/** Writing a quote: for whom, its lines, its discounts, its validity, and what it comes to. */
import { useEffect, useState } from "preact/hooks";
import { type CustomerFile, type DeskQuoteView, readCustomer, readDeskQuote } from "../../../api/deskQuotes.ts";
import { ProblemError } from "../../../api/request.ts";
import type { StaffSession } from "../../../api/session.ts";
import { Button } from "../../../components/Button.tsx";
import { ErrorSummary } from "../../../components/ErrorSummary.tsx";
import { Note } from "../../../components/Small.tsx";
import { useSending } from "../../../components/useSending.ts";
import { nameDocument } from "../../../lib/heading.ts";
import { changeLine, type Draft, namedAfter } from "../../../state/draft.ts";
import { offerIn } from "../../../state/offer.ts";
import { deskQuotes as t } from "../../../text/en.ts";
import { Advised } from "./Advised.tsx";
import { DiscountFields } from "./Discount.tsx";
import { ApprovalOf } from "./Approval.tsx";
import { DraftActs } from "./DraftActs.tsx";
import { DraftSide } from "./DraftSide.tsx";
import { WHOLE } from "./faults.ts";
import { type Editing, Lines } from "./Lines.tsx";
import type { DeskQuoteData } from "./page.tsx";
import { useDraft, useDraftPrice, type Writing } from "./useDraft.ts";
import { Validity } from "./Validity.tsx";
import { Whom } from "./Whom.tsx";

interface Props {
  data: DeskQuoteData;
  session: StaffSession;
  first: Draft;
  view: DeskQuoteView | null;
  /** Shows what an act made of the draft. */
  moved: (view: DeskQuoteView) => void;
}

export function Editor({ data, session, first, view, moved }: Props) {
  const writing = useDraft({ offer: data.offer, first, view });
  const offer = offerIn(data.offer, writing.draft.currency);
  const { draft, change, faults, requestId, restored, saved } = writing;
  const live = useDraftPrice(draft, offer);
  const file = useCustomerFile(draft.customer);
  // A customer whom the address names says who it is once its file is there.
  useEffect(() => {
    if (file && !view && !draft.company) change(namedAfter(draft, file.customer));
  }, [file]);
  const focus = useFocus();
  useEffect(() => {
    if (view) nameDocument(t.draftNumber(view.number, view.revision));
  }, []);
  const refused = faults.length > 0 ? faults : live.faults;
  const editing: Editing = {
    offer,
    draft,
    file,
    priced: Object.fromEntries((live.price?.options ?? []).flatMap((option, index) => (draft.lines[index] ? [[draft.lines[index].key, option]] : []))),
    change: (next, id) => {
      change(next);
      if (id) focus(id);
    },
    changeLine: (key, next) => change(changeLine(draft, key, next)),
    faultOf: (id) => refused.find(({ field }) => field === id)?.beside,
  };
  const submit = (event: Event) => {
    event.preventDefault();
    writing.save();
  };
  return (
    <>
      {saved?.approval && <ApprovalOf saved={saved} approval={saved.approval} clean={writing.clean} session={session} put={writing.put} />}
      <div role="status">{restored && <Restored writing={writing} />}</div>
      <ErrorSummary faults={faults} requestId={requestId} />
      {writing.stale && saved && <Stale writing={writing} id={saved.id} />}
      <form noValidate class="buying" onSubmit={submit}>
        <div class="choosing">
          <Whom editing={editing} />
          <Lines editing={editing} />
          <section aria-labelledby="whole-title">
            <h2 id="whole-title">{t.discountWhole}</h2>
            <DiscountFields
              at={WHOLE}
              label={t.discount}
              discount={draft.whole}
              currency={draft.currency}
              change={(whole) => change({ ...draft, whole })}
              faultOf={editing.faultOf}
            />
          </section>
          <Validity editing={editing} />
          <Advised editing={editing} price={live.price} />
        </div>
        <DraftSide writing={writing} live={live} offer={offer} />
      </form>
      {!live.opening && <DraftActs writing={writing} offer={offer} moved={moved} />}
    </>
  );
}

function Restored({ writing: { discard } }: { writing: Writing }) {
  return (
    <Note>
      <p>{t.restored}</p>
      <Button onClick={discard}>{t.discard}</Button>
    </Note>
  );
}

/** Two people wrote at once: what was typed here stays until it is said which one holds. */
function Stale({ writing: { overwrite }, id }: { writing: Writing; id: string }) {
  const { busy, faults, requestId, send } = useSending();
  const over = () =>
    send(async () => {
      overwrite((await readDeskQuote(id)).version);
      return "done";
    });
  return (
    <div role="alert">
      <Note tone="warn" title={t.staleTitle}>
        <p>{t.stale}</p>
        <ErrorSummary faults={faults} requestId={requestId} />
        <Button onClick={over} aria-disabled={busy}>
          {t.overwrite}
        </Button>
      </Note>
    </div>
  );
}

/** The customer's file; while it is not there, its installations cannot be chosen. */
function useCustomerFile(id: string): CustomerFile | null {
  const [file, setFile] = useState<CustomerFile | null>(null);
  useEffect(() => {
    setFile(null);
    if (!id) return undefined;
    const controller = new AbortController();
    const ask = async () => {
      try {
        setFile(await readCustomer(id, controller.signal));
      } catch (error) {
        if (!controller.signal.aborted && !(error instanceof ProblemError)) throw error;
      }
    };
    void ask();
    return () => controller.abort();
  }, [id]);
  return file;
}

/** Move the focus to a control that the next drawing brings. */
function useFocus(): (id: string) => void {
  const [wanted, want] = useState<{ id: string } | null>(null);
  useEffect(() => {
    if (wanted) document.getElementById(wanted.id)?.focus();
  }, [wanted]);
  return (id) => want({ id });
}
