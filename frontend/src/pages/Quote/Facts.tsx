/** Around the offer: who makes it to whom, what is said with it, what changed, and its papers. */
import type { ComponentChildren } from "preact";
import type { QuoteView } from "../../api/quotes.ts";
import { Button } from "../../components/Button.tsx";
import { CopyButton } from "../../components/CopyButton.tsx";
import { Note } from "../../components/Small.tsx";
import { countryName } from "../../lib/countries.ts";
import { quote as t } from "../../text/en.ts";

/** What the seller writes, paragraph by paragraph. */
export function SellersNote({ note }: { note: string | null }) {
  const paragraphs = (note ?? "").split(/\n\s*\n/).map((text) => text.trim()).filter(Boolean);
  if (paragraphs.length === 0) return null;
  return (
    <section aria-labelledby="note-title">
      <h2 id="note-title">{t.noteTitle}</h2>
      <blockquote class="said">
        {paragraphs.map((text, index) => (
          <p key={index}>{text}</p>
        ))}
      </blockquote>
    </section>
  );
}

export function Changes({ quote: { revision, changes } }: { quote: QuoteView }) {
  if (changes.length === 0) return null;
  return (
    <Note title={t.changesTitle(revision)}>
      <ul>
        {changes.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </Note>
  );
}

export function Parties({ quote: { vendor, seller, addressee, kind } }: { quote: QuoteView }) {
  const { company = null, contact = null, email = null, country = null } = addressee ?? {};
  const lines = [company, contact, email, country && countryName(country)].filter(Boolean);
  return (
    <section aria-labelledby="parties-title">
      <h2 id="parties-title">{t.partiesTitle}</h2>
      <dl class="facts">
        <dt>{t.from}</dt>
        <dd>{vendor}</dd>
        {seller?.name && <Fact name={t.seller}>{seller.name}</Fact>}
        <dt>{t.forWhom}</dt>
        <dd>
          {lines.length === 0
            ? t.anybody
            : lines.map((line) => (
                <span key={line} class="line">
                  {line}
                </span>
              ))}
        </dd>
      </dl>
      {kind === "buyer" && <p class="small soft">{t.madeByBuyer}</p>}
    </section>
  );
}

export function Papers({ quote: { pdf_url, signature } }: { quote: QuoteView }) {
  return (
    <section class="screen" aria-labelledby="papers-title">
      <h2 id="papers-title">{t.papersTitle}</h2>
      <ul>
        {pdf_url && (
          <li>
            <a href={pdf_url}>{t.pdf}</a>
          </li>
        )}
        {signature && (
          <>
            <li>
              <a href={signature.verify_url}>{t.verify}</a> <span class="small soft">{t.verifyHint}</span>
            </li>
            <li>
              <a href={signature.document_url}>{t.signedDocument}</a> <span class="small soft">{t.signedWith(signature.key_id)}</span>
            </li>
          </>
        )}
      </ul>
      <p>
        <CopyButton text={() => location.origin + location.pathname} words={t.copying} />
      </p>
      <p>
        <Button kind="quiet" onClick={() => print()}>
          {t.print}
        </Button>
      </p>
    </section>
  );
}

function Fact({ name, children }: { name: string; children: ComponentChildren }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  );
}
