/** One quote at the desk: written while it is a draft, followed once it is issued. */
import { useRef, useState } from "preact/hooks";
import { type DeskQuoteView, readDeskQuote } from "../../../api/deskQuotes.ts";
import type { StaffSession } from "../../../api/session.ts";
import { Brought, Desk } from "../../../components/Desk.tsx";
import { LookedUp } from "../../../components/Failed.tsx";
import { Note } from "../../../components/Small.tsx";
import { draftFrom, draftOf, withCustomer } from "../../../state/draft.ts";
import { readPreset } from "../../../state/preset.ts";
import { deskQuotes as t } from "../../../text/en.ts";
import { Detail } from "./Detail.tsx";
import { Editor } from "./Editor.tsx";
import type { DeskQuoteData } from "./page.tsx";

interface Props {
  data: DeskQuoteData;
  /** Of the quote, `new`, or nothing before the address was read. */
  id: string;
  search: string;
}

export function OneQuote({ data, id, search }: Props) {
  if (!id) return <LookedUp problem={null} loading={t.loading} again={() => undefined} />;
  return (
    <Desk here="quotes">
      {(session) =>
        id === "new" ? (
          sells(session) ? <New data={data} search={search} session={session} /> : <p class="note warn">{t.sellersOnly}</p>
        ) : (
          <Brought load={(signal) => readDeskQuote(id, signal)}>{(view, { put }) => <Shown data={data} view={view} put={put} session={session} />}</Brought>
        )
      }
    </Desk>
  );
}

/** Finance read quotes and write none. */
const sells = ({ role }: StaffSession): boolean => role !== "finance";

interface ShownProps {
  data: DeskQuoteData;
  view: DeskQuoteView;
  put: (view: DeskQuoteView) => void;
  session: StaffSession;
}

function Shown({ data, view, put, session }: ShownProps) {
  // A draft that is written keeps its own state; another answer of the server must not undo what is typed.
  const first = useRef(draftOf(view));
  if (view.state === "draft" && sells(session)) return <Editor data={data} session={session} first={first.current} view={view} moved={put} />;
  return <Detail data={data} quote={view} session={session} put={put} />;
}

/** Begins with what a preset link, a customer's page or an advice names. */
function New({ data, search, session }: { data: DeskQuoteData; search: string; session: StaffSession }) {
  const [preset] = useState(() => readPreset(search, data.offer));
  const query = new URLSearchParams(search);
  const [first] = useState(() => ({
    ...withCustomer(draftFrom(preset.selection, data.offer), query.get("customer") ?? ""),
    advice: query.get("advice") ?? "",
  }));
  const moved = ({ id }: DeskQuoteView) => location.replace(`/desk/quotes/${id}/`);
  return (
    <>
      {preset.faults.length > 0 && (
        <Note tone="warn">
          <ul>
            {preset.faults.map((fault) => (
              <li key={fault}>{fault}</li>
            ))}
          </ul>
        </Note>
      )}
      <Editor data={data} session={session} first={first} view={null} moved={moved} />
    </>
  );
}
