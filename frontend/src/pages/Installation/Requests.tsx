/** The newest requests, as the help desk recorded and corrected them. */
import type { SupportRequest } from "../../api/installations.ts";
import { Cell, Head } from "../../components/cells.tsx";
import { formatDate } from "../../lib/dates.ts";
import { installation as t } from "../../text/en.ts";

interface Props {
  requests: SupportRequest[];
  levels: Record<string, string>;
}

export function RequestSection({ requests, levels }: Props) {
  return (
    <section>
      <h2>{t.requestsTitle}</h2>
      {requests.length === 0 ? (
        <p>{t.noRequests}</p>
      ) : (
        <table class="cards" role="table">
          <caption>{t.requestsCaption}</caption>
          <thead role="rowgroup">
            <tr role="row">
              <Head>{t.when}</Head>
              <Head>{t.what}</Head>
              <Head>{t.reference}</Head>
              <Head>{t.counted}</Head>
            </tr>
          </thead>
          <tbody role="rowgroup">
            {requests.map((request) => (
              <Row key={request.id} request={request} levels={levels} />
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

function Row({ request, levels }: { request: SupportRequest; levels: Record<string, string> }) {
  const { level, hours, when, reference, use, units, voided, corrections } = request;
  return (
    <tr role="row">
      <th scope="row" role="rowheader">
        {formatDate(when)}
      </th>
      <Cell name={t.what}>
        {levels[level] ?? level}, {t.duration(60 * hours)}
      </Cell>
      <Cell name={t.reference}>{reference}</Cell>
      <Cell name={t.counted}>
        {voided ? t.voided : t.countedBy[use](units)}
        {corrections.map((each) => (
          <p key={each.at} class="small soft">
            {t.corrected(each.voided, formatDate(each.at.slice(0, 10)), each.reason)}
          </p>
        ))}
      </Cell>
    </tr>
  );
}
