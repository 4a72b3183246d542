/** What the link of a reminder opens, without sign-in: one prepared extension, to be confirmed and paid. */
import { type ExtendLink, type Options, readExtendLink, readOptions } from "../../api/options.ts";
import type { ProblemError } from "../../api/request.ts";
import { ButtonLink } from "../../components/Button.tsx";
import { LookedUp } from "../../components/Failed.tsx";
import { OpenOrderList } from "../../components/OpenOrders.tsx";
import { useLoaded } from "../../components/useLoaded.ts";
import { formatDate } from "../../lib/dates.ts";
import type { Offer } from "../../state/offer.ts";
import { link as t } from "../../text/en.ts";
import { Prepared } from "./Prepared.tsx";

interface Opened {
  link: ExtendLink;
  /** Null where nothing can be ordered by the link. */
  options: Options | null;
}

async function open(key: string, signal: AbortSignal): Promise<Opened | null> {
  if (!key) return null;
  const link = await readExtendLink(key, signal);
  const ready = link.state === "open" && link.open_orders.length === 0;
  return { link, options: ready ? await readOptions(link.installation.id, { signal, key }) : null };
}

export function Link({ offer, linkKey }: { offer: Offer; linkKey: string }) {
  const { value, problem, again } = useLoaded((signal) => open(linkKey, signal));
  if (!value) return <Before problem={problem} again={again} />;
  const { link, options } = value;
  if (!options) return <Done link={link} />;
  return <Prepared offer={offer} link={link} options={options} linkKey={linkKey} again={again} />;
}

/** Before it is known what the link opens, or that it opens nothing. */
function Before({ problem, again }: { problem: ProblemError | null; again: () => void }) {
  if (problem && [401, 404].includes(problem.status)) {
    return (
      <div class="scripted">
        <h2>{t.refusedTitle}</h2>
        <p>{t.refused}</p>
        <div class="actions">
          <ButtonLink kind="primary" href="/sign-in/">
            {t.signIn}
          </ButtonLink>
          <a href="/ask/?topic=link">{t.askUs}</a>
        </div>
      </div>
    );
  }
  return <LookedUp problem={problem} loading={t.loading} words={t.failed} again={again} />;
}

/** Nothing is left to order by this link, and why. */
function Done({ link: { installation, term, state, open_orders } }: { link: ExtendLink }) {
  const told = state === "open" ? null : state;
  return (
    <div class="scripted">
      <h2>{told ? t.stateTitle[told] : t.orderedTitle}</h2>
      <p>{t.about(installation.name, term.plan_name, formatDate(term.last_covered_day))}</p>
      <OpenOrderList orders={open_orders} />
      {open_orders.length > 0 && <p>{t.ordered}</p>}
      {told && <p>{t.stateText[told]}</p>}
      <div class="actions">
        <ButtonLink kind="primary" href="/sign-in/">
          {t.signIn}
        </ButtonLink>
        <a href="/ask/?topic=link">{t.askUs}</a>
      </div>
    </div>
  );
}
