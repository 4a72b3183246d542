/** The preset link of what a quote's lines choose, and which of them it leaves out. */
import { CopyButton } from "../../../components/CopyButton.tsx";
import type { Preset } from "../../../state/draft.ts";
import { deskQuotes as t } from "../../../text/en.ts";

export function PresetLink({ preset: { address, leftOut } }: { preset: Preset }) {
  if (!address) return <p class="small soft">{t.noPreset}</p>;
  return (
    <>
      <p>
        <CopyButton text={() => location.origin + address} words={t.copyPreset} />
      </p>
      <p class="small soft">
        {t.presetHint} {leftOut.length > 0 && `${t.presetLeavesOut(leftOut)} `}
        <a href={address}>{t.openPreset}</a>
      </p>
    </>
  );
}
