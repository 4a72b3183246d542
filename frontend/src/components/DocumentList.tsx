/** Documents as links to their PDFs. */
import type { DocumentLink } from "../api/documents.ts";
import { formatDate } from "../lib/dates.ts";
import { documents as t } from "../text/en.ts";

export function DocumentList({ of }: { of: DocumentLink[] }) {
  return (
    <ul>
      {of.map(({ number, title, issued_on, url }) => (
        <li key={number}>
          <a href={url}>{t.named(title, number)}</a> <span class="small soft">{t.issued(formatDate(issued_on))}</span>
        </li>
      ))}
    </ul>
  );
}
