/** The documents of the order, looked up again whenever it has moved. */
import { useEffect } from "preact/hooks";
import { readDocuments } from "../../api/documents.ts";
import type { OrderView } from "../../api/orders.ts";
import { DocumentList } from "../../components/DocumentList.tsx";
import { Failed } from "../../components/Failed.tsx";
import { useLoaded } from "../../components/useLoaded.ts";
import { documents as t } from "../../text/en.ts";

export function Documents({ order }: { order: OrderView }) {
  const { value, problem, again } = useLoaded((signal) => readDocuments(order.token, signal));
  // A document is issued with a line of the history, never without one.
  useEffect(() => {
    if (value) again();
  }, [order.history.length]);
  if (!problem && !value?.length) return null;
  return (
    <section id="documents">
      <h2>{t.title}</h2>
      {value && <DocumentList of={value} />}
      <Failed problem={problem} words={t.failed} again={again} />
    </section>
  );
}
