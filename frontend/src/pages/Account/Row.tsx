/** One installation in the overview. */
import type { InstallationSummary, Quota } from "../../api/installations.ts";
import { ButtonLink } from "../../components/Button.tsx";
import { CoverBadge } from "../../components/CoverBadge.tsx";
import { formatDate } from "../../lib/dates.ts";
import { detailsAddress, offered, offeredAddress, timeIsShorter } from "../../state/account.ts";
import { account as t } from "../../text/en.ts";
import { Cell } from "../../components/cells.tsx";

interface Choosing {
  id: string;
  chosen: boolean;
  choose: (on: boolean) => void;
}

interface Props {
  installation: InstallationSummary;
  /** True for the one that is most urgent to extend: its action is the page's primary one. */
  first: boolean;
  /** Null where choosing several makes no sense. */
  choice: Choosing | null;
}

export function Row({ installation, first, choice }: Props) {
  const { id, name, reference, product, family_name, extendable, critical_updates_until, quota } = installation;
  return (
    <tr role="row">
      {choice && (
        <td role="cell" class="choose">
          {extendable && (
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
        {critical_updates_until && <span class="nowrap">{formatDate(critical_updates_until)}</span>}
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

function LastDay({ installation: { state, last_covered_day, days_left } }: { installation: InstallationSummary }) {
  if (!last_covered_day) return null;
  return (
    <>
      <span class="nowrap">{formatDate(last_covered_day)}</span>
      {state !== "suspended" && Boolean(days_left) && <small>{t.daysLeft(days_left ?? 0)}</small>}
    </>
  );
}

/** What is left of one pool in one line: the month first, for it turns first. */
function QuotaLine({ quota: { pool_name, month, period } }: { quota: Quota }) {
  const left = (of: NonNullable<Quota["period"]>) =>
    timeIsShorter(of) ? t.hoursOf(of.minutes.left, of.minutes.cap) : t.requestsOf(of.requests.left, of.requests.cap);
  const scopes = [month && t.month(left(month)), period && t.term(left(period))].filter((text) => text !== null);
  return (
    <div class="quota">
      <span class="soft">{t.pool(pool_name)}</span> {scopes.length > 0 ? scopes.join(", ") : t.noCap}
    </div>
  );
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
