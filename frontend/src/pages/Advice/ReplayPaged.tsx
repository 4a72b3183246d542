/** A long table, a hundred rows at a time. */
import type { ComponentChildren } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { Button } from "../../components/Button.tsx";
import { tickets as t } from "../../text/en.ts";

const SIZE = 100;

interface Props<Row> {
  /** What the rows are, for those who hear it. */
  name: string;
  rows: readonly Row[];
  children: (rows: readonly Row[]) => ComponentChildren;
}

export function Paged<Row>({ name, rows, children }: Props<Row>) {
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
      {children(rows.slice(first, last))}
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
