/** What stands below the table: the vendor's policies in our own words, each with its lines. Never hydrated itself. */
import type { ComponentChildren } from "preact";
import type { CatalogueView, Coverage, Level, Statement } from "../../api/catalogue.ts";
import { Marks, type Notes, type Use } from "../../components/Reading.tsx";
import { LineRef, TableRegion } from "../../components/Small.tsx";
import { formatPrice } from "../../lib/money.ts";
import { common, compare as t } from "../../text/en.ts";
import { Checker } from "./Checker.tsx";
import { type Answer, Lookup } from "./Lookup.tsx";
import { criticalFacts } from "./policies.ts";

interface Props {
  view: CatalogueView;
  notes: Notes;
}

/** Some text with its marks and its lines. */
export function Sourced({ of, notes, children }: { of: Omit<Statement, "text">; notes: Notes; children: ComponentChildren }) {
  return (
    <>
      {children}
      <Marks numbers={of.readings.map((id) => notes.number(id))} /> <LineRef lines={of.lines} />
    </>
  );
}

export function Policies({ view, notes }: Props) {
  return (
    <>
      <Incidents view={view} notes={notes} />
      <Response view={view} notes={notes} />
      <Critical view={view} notes={notes} />
      <Levels view={view} notes={notes} />
      <Products view={view} notes={notes} />
      <General view={view} notes={notes} />
    </>
  );
}

function Incidents({ view, notes }: Props) {
  return (
    <section>
      <h2 id="incidents">{t.incidentsTitle}</h2>
      <p>{t.incidentsLead}</p>
      <TableRegion labelledBy="incidents">
        <table>
          <thead>
            <tr>
              <th scope="col">{t.incident}</th>
              <th scope="col">{t.incidentPrice}</th>
              <th scope="col">{t.incidentLimit}</th>
            </tr>
          </thead>
          <tbody>
            {view.incidents.map(({ id, name, price, max_minutes, by_agreement }) => (
              <tr key={id}>
                <th scope="row">{name}</th>
                <td>
                  <Sourced of={price} notes={notes}>
                    {price.value ? formatPrice(price.value) : common.notStated}
                  </Sourced>
                  {by_agreement.value && <small> {t.byAgreement}</small>}
                </td>
                <td>
                  {max_minutes.value === null ? common.notStated : t.atMost(common.minutes(max_minutes.value))}
                  <Marks numbers={max_minutes.readings.map((reading) => notes.number(reading))} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableRegion>
    </section>
  );
}

function Response({ view, notes }: Props) {
  return (
    <section>
      <h2 id="response">{t.responseTitle}</h2>
      <p>{t.responseLead}</p>
      <TableRegion labelledBy="response">
        <table>
          <thead>
            <tr>
              <th scope="col">{t.responseKind}</th>
              <th scope="col">{t.responseLimit}</th>
              <th scope="col">{t.responseAverage}</th>
            </tr>
          </thead>
          <tbody>
            {view.policies.response.map(({ id, name, limit, average }) => (
              <tr key={id}>
                <th scope="row">{name}</th>
                {[limit, average].map((target, index) => (
                  <td key={index}>
                    <Sourced of={target} notes={notes}>
                      {target.value?.text ?? common.notStated}
                    </Sourced>
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </TableRegion>
    </section>
  );
}

function Critical({ view, notes }: Props) {
  const { critical } = view.policies;
  const facts = criticalFacts(view.policies);
  return (
    <section>
      <h2 id="critical">{t.criticalTitle}</h2>
      <p>
        <Sourced of={critical} notes={notes}>
          {critical.text}
        </Sourced>
      </p>
      <p>
        {t.criticalHow} {critical.how.text} <LineRef lines={critical.how.lines} />
      </p>
      {facts && (
        <div id="check">
          <Checker facts={facts} />
        </div>
      )}
    </section>
  );
}

function Levels({ view, notes }: Props) {
  return (
    <section>
      <h2 id="levels">{t.levelsTitle}</h2>
      <dl>
        {sameMeaning(view.levels).map(({ names, level: { definition, examples } }) => (
          <div key={names.join()}>
            <dt>{common.list(names)}</dt>
            <dd>
              <Sourced of={definition} notes={notes}>
                {definition.value ?? common.notStated}
              </Sourced>
              {examples.value && (
                <>
                  {" "}
                  {t.levelExamples(examples.value)} <LineRef lines={examples.lines} />
                </>
              )}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

/** Levels that the vendor describes together stand together. */
function sameMeaning(levels: Level[]): { names: string[]; level: Level }[] {
  const groups = new Map<string, { names: string[]; level: Level }>();
  for (const level of levels) {
    const key = `${level.definition.value} ${level.examples.value?.join()}`;
    const group = groups.get(key);
    if (group) group.names.push(level.name);
    else groups.set(key, { names: [level.name], level });
  }
  return [...groups.values()];
}

function Products({ view, notes }: Props) {
  return (
    <section>
      <h2 id="coverage">{t.coverageTitle}</h2>
      <TableRegion labelledBy="coverage">
        <table class="coverage">
          <thead>
            <tr>
              <th scope="col">{t.coverageProduct}</th>
              <th scope="col">{t.coveragePlatforms}</th>
              <th scope="col">{t.coverageState}</th>
            </tr>
          </thead>
          <tbody>
            {sameCoverage(view.policies.coverage).map(({ entry, platforms }) => (
              <tr key={entry.area + entry.platform}>
                <th scope="row">{entry.area_name}</th>
                <td>{platforms.join(", ")}</td>
                <td>
                  <strong>{t.coverageStates[entry.state]}</strong>{" "}
                  <Sourced of={entry} notes={notes}>
                    {entry.text}
                  </Sourced>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableRegion>
      <div id="covered">
        <Lookup answers={coverageAnswers(view)} />
      </div>
    </section>
  );
}

/** Platforms of one product that have the same answer share a row. */
function sameCoverage(coverage: Coverage[]): { entry: Coverage; platforms: string[] }[] {
  const rows: { entry: Coverage; platforms: string[] }[] = [];
  for (const entry of coverage) {
    const same = rows.find(
      ({ entry: other }) => other.area === entry.area && other.state === entry.state && other.text === entry.text && other.readings.join() === entry.readings.join(),
    );
    if (same) same.platforms.push(entry.platform_name);
    else rows.push({ entry, platforms: [entry.platform_name] });
  }
  return rows;
}

/** What the lookup answers, one entry for each product and platform. */
export function coverageAnswers({ policies }: CatalogueView): Answer[] {
  return policies.coverage.map(({ area_name, platform_name, state, text, lines }) => {
    const entry = t.lookupEntry(area_name, platform_name);
    return { entry, answer: t.lookupAnswer(entry, t.coverageStates[state], text, lines) };
  });
}

function General({ view, notes }: Props) {
  const { contact, upgrades, legacy, payment } = view.policies;
  const entries: [string, Statement][] = [
    [t.contact, contact],
    [t.upgrades, upgrades],
    [t.legacy, legacy],
    [t.payment, payment],
  ];
  return (
    <section>
      <h2 id="policies">{t.policiesTitle}</h2>
      <dl>
        {entries.map(([name, statement]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>
              <Sourced of={statement} notes={notes}>
                {statement.text}
              </Sourced>
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

/** What each section below the table rests on: its id, its title and the facts in it. */
function sections({ policies, incidents, levels }: CatalogueView): [string, string, { readings: string[] }[]][] {
  const { contact, response, critical, coverage, legacy, upgrades, payment } = policies;
  return [
    ["incidents", t.incidentsTitle, incidents.flatMap(({ price, max_minutes }) => [price, max_minutes])],
    ["response", t.responseTitle, response.flatMap(({ limit, average }) => [limit, average])],
    ["critical", t.criticalTitle, [critical]],
    ["levels", t.levelsTitle, levels.map(({ definition }) => definition)],
    ["coverage", t.coverageTitle, coverage],
    ["policies", t.policiesTitle, [contact, upgrades, legacy, payment]],
  ];
}

/** Readings that the policies rest on. */
export function policyReadings(view: CatalogueView): string[] {
  return sections(view).flatMap(([, , facts]) => facts.flatMap(({ readings }) => readings));
}

/** The sections that rest on a reading, for the way back from its note. */
export function policiesUsing(view: CatalogueView, reading: string): Use[] {
  return sections(view)
    .filter(([, , facts]) => facts.some(({ readings }) => readings.includes(reading)))
    .map(([id, text]) => ({ href: `#${id}`, text }));
}
