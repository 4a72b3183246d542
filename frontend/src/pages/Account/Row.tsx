/** One installation in the overview. */
import type { InstallationSummary, Quota } from "../../api/installations.ts";
import { ButtonLink } from "../../components/Button.tsx";
import { CoverBadge } from "../../components/CoverBadge.tsx";
import { formatDate } from "../../lib/dates.ts";
import { detailsAddress, isOver, offered, orderable, offeredAddress } from "../../state/account.ts";
import { isUsedUp, type Left, tellingScopes, usable } from "../../state/quota.ts";
import { account as t } from "../../text/en.ts";
import { Cell } from "../../components/cells.tsx";

interface Choosing {
  id: string;
  chosen: boolean;
  choose: (on: boolean) => void;
}

interface Props {
  installation: InstallationSummary;
  today: string;
  /** True for the one that is most urgent to extend: its action is the page's primary one. */
  first: boolean;
  /** Null where choosing several makes no sense. */
  choice: Choosing | null;
}

export function Row({ installation, today, first, choice }: Props) {
  const { id, name, reference, product, family_name, critical_updates_until, quota } = installation;
  return (
    <tr role="row">
      {choice && (
        <td role="cell" class="choose">
          {orderable(installation) && (
            <label class="check">
              <input
                type="checkbox"
                id={choice.id}
                checked={choice.chosen}
                onChange={({ currentTarget }) => choice.choose(currentTarget.checked)}
              />{" "}
              <span>{t.choose(name)}</span>
            </label>
          )}
        </td>
      )}
      <th scope="row" role="rowheader">
        <a href={detailsAddress(id)}>{name}</a>
        {name !== reference && <small>{reference}</small>}
        <small>{t.product(product, family_name)}</small>
      </th>
      <Cell name={t.columns.cover}>
        <Cover installation={installation} />
      </Cell>
      <Cell name={t.columns.lastCoveredDay} empty={!installation.last_covered_day}>
        <LastDay installation={installation} />
      </Cell>
      <Cell name={t.columns.quota} empty={quota.length === 0}>
        {quota.map((each) => (
          <QuotaLine key={each.pool} quota={each} />
        ))}
      </Cell>
      <Cell name={t.columns.criticalUpdates} empty={!critical_updates_until}>
        {critical_updates_until && <Updates last={critical_updates_until} today={today} />}
      </Cell>
      <Action installation={installation} first={first} />
    </tr>
  );
}

function Cover({ installation }: { installation: InstallationSummary }) {
  const { state, plan_name, start, next } = installation;
  return (
    <>
      {plan_name ?? t.noPlan} {state && <CoverBadge state={state} />}
      {state === "queued" && start && <small>{t.startsOn(formatDate(start))}</small>}
      {next && <small>{t.then(next.plan_name, formatDate(next.last_covered_day))}</small>}
    </>
  );
}

function Updates({ last, today }: { last: string; today: string }) {
  return <>{isOver(last, today) ? t.ended(formatDate(last)) : t.until(formatDate(last))}</>;
}

function LastDay({ installation: { state, last_covered_day, days_left, grace_until } }: { installation: InstallationSummary }) {
  if (!last_covered_day) return null;
  return (
    <>
      <span class="nowrap">{formatDate(last_covered_day)}</span>
      {state !== "suspended" && Boolean(days_left) && <small>{t.daysLeft(days_left ?? 0)}</small>}
      {grace_until && <small>{t.withoutGap(formatDate(grace_until))}</small>}
    </>
  );
}

/** What can still be used of one pool: this month, and in the whole term. */
function QuotaLine({ quota }: { quota: Quota }) {
  const { month, term } = tellingScopes(usable(quota));
  const scopes = [month && t.month(leftWords(month)), term && t.term(leftWords(term))].filter((text) => text !== null);
  return (
    <div class="quota">
      <span class="soft">{t.pool(quota.pool_name)}</span> {scopes.length > 0 ? scopes.join("; ") : t.noCap}
    </div>
  );
}

function leftWords(left: Left): string {
  return isUsedUp(left) ? t.usedUp : t.left(left.requests, left.minutes);
}

function Action({ installation, first }: { installation: InstallationSummary; first: boolean }) {
  const { id, name, extendable, opens_on } = installation;
  const action = offered(installation);
  return (
    <td role="cell" class="next screen">
      <ButtonLink kind={first ? "primary" : "secondary"} href={offeredAddress(installation)}>
        {t.action[action]} <span class="unseen">{name}</span>
      </ButtonLink>
      {action !== "details" && (
        <a href={detailsAddress(id)}>
          {t.details} <span class="unseen">{name}</span>
        </a>
      )}
      {!extendable && opens_on && <small>{t.opensOn(formatDate(opens_on))}</small>}
    </td>
  );
}
