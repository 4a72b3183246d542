/** The newest requests, as the help desk recorded and corrected them. */
import type { SupportRequest } from "../../api/installations.ts";
import { TableRegion } from "../../components/Small.tsx";
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
        <TableRegion labelledBy="requests-caption">
          <table class="requests">
            <caption id="requests-caption">{t.requestsCaption}</caption>
            <thead>
              <tr>
                <th scope="col">{t.when}</th>
                <th scope="col">{t.what}</th>
                <th scope="col">{t.reference}</th>
                <th scope="col">{t.counted}</th>
              </tr>
            </thead>
            <tbody>
              {requests.map((request) => (
                <Row key={request.id} request={request} levels={levels} />
              ))}
            </tbody>
          </table>
        </TableRegion>
      )}
    </section>
  );
}

function Row({ request, levels }: { request: SupportRequest; levels: Record<string, string> }) {
  const { level, hours, when, reference, use, units, voided, corrections } = request;
  return (
    <tr>
      <td>{formatDate(when)}</td>
      <td>
        {levels[level] ?? level}, {t.duration(60 * hours)}
      </td>
      <td>{reference}</td>
      <td>
        {voided ? t.voided : t.countedBy[use](units)}
        {corrections.map((each) => (
          <p key={each.at} class="small soft">
            {t.corrected(each.voided, formatDate(each.at.slice(0, 10)), each.reason)}
          </p>
        ))}
      </td>
    </tr>
  );
}
