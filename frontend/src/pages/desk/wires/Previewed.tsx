/** The first rows of a CSV file as they stand, and as a mapping reads them. */
import type { Preview } from "../../../api/statements.ts";
import { Badge, Money, Note, TableRegion } from "../../../components/Small.tsx";
import { formatDate } from "../../../lib/dates.ts";
import { common, wires } from "../../../text/en.ts";

const t = wires.mapping;
const UNCHOSEN = "?";

export function Previewed({ preview }: { preview: Preview }) {
  if (preview.refused) {
    return (
      <Note tone="warn">
        <p role="status">{preview.refused}</p>
      </Note>
    );
  }
  const missing = preview.missing.filter((name) => name !== UNCHOSEN);
  return (
    <>
      <p role="status">{missing.length > 0 ? t.missing(common.list(missing)) : ""}</p>
      <TableRegion labelledBy="stands">
        <table>
          <caption id="stands">{t.asItStands}</caption>
          <thead>
            <tr>
              {preview.columns.map((name, place) => (
                <th key={place} scope="col">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {preview.rows.slice(0, 5).map((row, place) => (
              <tr key={place}>
                {row.map((cell, column) => (
                  <td key={column}>{cell}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </TableRegion>
      {preview.lines.length > 0 && <Read preview={preview} />}
    </>
  );
}

function Read({ preview }: { preview: Preview }) {
  return (
    <TableRegion labelledBy="read">
      <table>
        <caption id="read">{t.asRead}</caption>
        <thead>
          <tr>
            {Object.values(t.columns).map((name) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {preview.lines.map(({ position, value_date, amount, payer, text, reason }) => (
            <tr key={position}>
              <th scope="row">{position}</th>
              <td>{value_date && formatDate(value_date)}</td>
              <td>{amount ? <Money of={amount} /> : <Badge tone="fault">{t.unread}</Badge>}</td>
              <td>{payer}</td>
              <td>{reason ?? text}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableRegion>
  );
}
