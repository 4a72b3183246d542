/** What is done with a draft that is saved: issuing it, and copying its preset link. */
import { type DeskQuoteView, issueQuote, readDeskQuote } from "../../../api/deskQuotes.ts";
import type { ProblemError } from "../../../api/request.ts";
import { Confirm } from "../../../components/Confirm.tsx";
import { presetOf } from "../../../state/draft.ts";
import type { Offer } from "../../../state/offer.ts";
import { deskQuotes as t } from "../../../text/en.ts";
import { Against } from "./Advised.tsx";
import { PresetLink } from "./PresetLink.tsx";
import type { Writing } from "./useDraft.ts";

interface Props {
  writing: Writing;
  offer: Offer;
  moved: (view: DeskQuoteView) => void;
}

export function DraftActs({ writing, offer, moved }: Props) {
  const { saved, clean, draft, put } = writing;
  const approved = !saved?.approval || saved.approval.state === "given";
  return (
    <section aria-labelledby="go-on-title">
      <h2 id="go-on-title">{t.goOnTitle}</h2>
      {saved && clean && <Against warning={saved.advice_warning} />}
      {!saved || !clean ? <p>{t.issueSaveFirst}</p> : approved ? <Issue saved={saved} moved={moved} put={put} /> : <p>{t.issueApprovedFirst}</p>}
      {draft.lines.length > 0 && <PresetLink preset={presetOf(draft, offer)} />}
    </section>
  );
}

function Issue({ saved: { id, version }, moved, put }: { saved: DeskQuoteView } & Pick<Props, "moved"> & Pick<Writing, "put">) {
  const explain = ({ type, detail }: ProblemError) => {
    if (type !== "quote-repriced") return undefined;
    // The server wrote today's prices into the draft; they are shown before anything is promised.
    void readDeskQuote(id).then(put);
    return [{ field: null, text: detail || t.repriced }];
  };
  return <Confirm id="issue" kind="secondary" words={t.issue} explain={explain} act={async () => moved(await issueQuote(id, version))} />;
}
