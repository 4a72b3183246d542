/** A long table, a hundred rows at a time; on paper all of them, unless they are a book. */
import type { ComponentChildren } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { Button } from "../../components/Button.tsx";
import { tickets as t } from "../../text/en.ts";

const SIZE = 100;
const MOST_PRINTED = 500;

interface Props<Row> {
  /** What the rows are, for those who hear it. */
  name: string;
  rows: readonly Row[];
  /** Where all rows are that are too many for paper. */
  elsewhere?: string;
  children: (rows: readonly Row[]) => ComponentChildren;
}

export function Paged<Row>({ name, rows, elsewhere, children }: Props<Row>) {
  const [page, setPage] = useState(0);
  const region = useRef<HTMLDivElement>(null);
  const moved = useRef(false);
  useEffect(() => setPage(0), [rows]);
  useEffect(() => {
    if (moved.current) region.current?.focus();
    moved.current = false;
  }, [page]);
  const first = Math.min(page * SIZE, Math.max(0, rows.length - 1));
  const last = Math.min(first + SIZE, rows.length);
  const go = (next: number) => {
    moved.current = true;
    setPage(next);
  };
  return (
    <div ref={region} tabIndex={-1} role="group" aria-label={name}>
      <OnPaper rows={rows} shown={rows.slice(first, last)}>
        {children}
      </OnPaper>
      {rows.length > MOST_PRINTED && (
        <p class="paper">
          {t.printed(first + 1, last, rows.length)} {elsewhere}
        </p>
      )}
      {rows.length > SIZE && (
        <nav class="actions screen" aria-label={t.pages(name)}>
          {page > 0 && <Button onClick={() => go(page - 1)}>{t.previous}</Button>}
          <span role="status">{t.page(first + 1, last, rows.length)}</span>
          {last < rows.length && <Button onClick={() => go(page + 1)}>{t.next}</Button>}
        </nav>
      )}
    </div>
  );
}

/** What is shown, and beside it what is printed: a browser prints what stands on the page, and asks nobody before. */
function OnPaper<Row>({ rows, shown, children }: { rows: readonly Row[]; shown: readonly Row[]; children: Props<Row>["children"] }) {
  if (rows.length <= SIZE || rows.length > MOST_PRINTED) return <>{children(shown)}</>;
  return (
    <>
      <div class="screen">{children(shown)}</div>
      <div class="paper">{children(rows)}</div>
    </>
  );
}
