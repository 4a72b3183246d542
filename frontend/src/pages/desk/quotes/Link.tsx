/** The buyer's link of an issued quote: opened, copied, or as a preset link that stores nothing. */
import type { DeskQuoteView } from "../../../api/deskQuotes.ts";
import { ButtonLink } from "../../../components/Button.tsx";
import { CopyButton } from "../../../components/CopyButton.tsx";
import type { Preset } from "../../../state/draft.ts";
import { quoteAddress } from "../../../state/quotes.ts";
import { deskQuotes as t } from "../../../text/en.ts";
import { PresetLink } from "./PresetLink.tsx";

export function Link({ quote: { token }, preset }: { quote: DeskQuoteView; preset: Preset }) {
  const address = quoteAddress(token);
  return (
    <section aria-labelledby="link-title">
      <h2 id="link-title">{t.linkTitle}</h2>
      <div class="actions">
        <span>
          <CopyButton text={() => location.origin + address} words={t.copyLink} />
        </span>
        <ButtonLink href={address}>{t.link}</ButtonLink>
      </div>
      <PresetLink preset={preset} />
    </section>
  );
}
