/** What stands below the table: the vendor's policies in our own words, each with its lines. Never hydrated itself. */
import type { ComponentChildren } from "preact";
import type { CatalogueView, Coverage, Level, Statement } from "../../api/catalogue.ts";
import { Marks, type Notes, type Use } from "../../components/Reading.tsx";
import { LineRef, TableRegion } from "../../components/Small.tsx";
import { formatPrice } from "../../lib/money.ts";
import { common, compare as t } from "../../text/en.ts";
import { Checker } from "./Checker.tsx";
import { type Answer, Lookup } from "./Lookup.tsx";
import { criticalFacts } from "./critical.ts";

/** Where somebody asks for what only a person can decide. */
const AGREEMENT = "/ask/?topic=agreement";

interface Props {
  view: CatalogueView;
  notes: Notes;
}

/** Some text with its marks and its lines. */
export function Sourced({ of, notes, children }: { of: Omit<Statement, "text">; notes: Notes; children: ComponentChildren }) {
  return (
    <>
      {children}
      <NoteMarks of={of} notes={notes} /> <LineRef lines={of.lines} />
    </>
  );
}

/** `products` false leaves out the long list of products: plans of several families fill a page by themselves. */
export function Policies({ view, notes, products = true }: Props & { products?: boolean }) {
  return (
    <>
      <Incidents view={view} notes={notes} />
      <Response view={view} notes={notes} />
      <Critical view={view} notes={notes} />
      <Levels view={view} notes={notes} />
      {products && <Products view={view} notes={notes} />}
      <General view={view} notes={notes} />
      {!products && (
        <p>
          <a href="/terms/#coverage">{t.coverageElsewhere}</a>
        </p>
      )}
    </>
  );
}

function Incidents({ view, notes }: Props) {
  return (
    <section>
      <h2 id="incidents">{t.incidentsTitle}</h2>
      <p>
        {t.incidentsLead} <a href="/configure/#incidents">{t.incidentsBuy}</a>
      </p>
      <FactTable labelledBy="incidents" heads={[t.incident, t.incidentPrice, t.incidentLimit]}>
        {view.incidents.map(({ id, name, price, max_minutes, by_agreement }) => (
          <tr key={id}>
            <th scope="row">{name}</th>
            <td>
              {price.value ? formatPrice(price.value) : common.notStated}
              {by_agreement.value && (
                <>
                  {" "}
                  {t.or} <a href={AGREEMENT}>{t.byAgreement}</a>
                </>
              )}
              <NoteMarks of={price} notes={notes} />
            </td>
            <td>
              {max_minutes.value === null ? common.notStated : t.atMost(common.minutes(max_minutes.value))}
              <NoteMarks of={max_minutes} notes={notes} />
            </td>
            <LineCell lines={[...price.lines, ...max_minutes.lines]} />
          </tr>
        ))}
      </FactTable>
    </section>
  );
}

function Response({ view, notes }: Props) {
  return (
    <section>
      <h2 id="response">{t.responseTitle}</h2>
      <p>{t.responseLead}</p>
      <FactTable labelledBy="response" heads={[t.responseKind, t.responseLimit, t.responseAverage]}>
        {view.policies.response.map(({ id, name, limit, average }) => (
          <tr key={id}>
            <th scope="row">{name}</th>
            <td>
              {limit.value?.text ?? common.notStated}
              <NoteMarks of={limit} notes={notes} />
            </td>
            <td>
              {average.value?.text ?? common.notStated}
              <NoteMarks of={average} notes={notes} />
            </td>
            <LineCell lines={[...limit.lines, ...average.lines]} />
          </tr>
        ))}
      </FactTable>
    </section>
  );
}

/** A small table whose last column names the vendor's lines. */
function FactTable({ labelledBy, heads, children }: { labelledBy: string; heads: string[]; children: ComponentChildren }) {
  return (
    <TableRegion labelledBy={labelledBy}>
      <table class="facts">
        <thead>
          <tr>
            {[...heads, t.vendorLines].map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </TableRegion>
  );
}

function LineCell({ lines }: { lines: number[] }) {
  return <td class="small soft">{common.lines(lines)}</td>;
}

function NoteMarks({ of, notes }: { of: { readings: string[] }; notes: Notes }) {
  return <Marks numbers={notes.numbers(of.readings)} />;
}

function Critical({ view, notes }: Props) {
  const { critical } = view.policies;
  const facts = criticalFacts(view.policies);
  return (
    <section class="tall">
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
    <section class="wide">
      <h2 id="coverage">{t.coverageTitle}</h2>
      <FactTable labelledBy="coverage" heads={[t.coverageProduct, t.coveragePlatforms, t.coverageState]}>
        {sameCoverage(view.policies.coverage).map(({ entry, platforms }) => (
          <tr key={entry.area + entry.platform}>
            <th scope="row">{entry.area_name}</th>
            <td>{platforms.join(", ")}</td>
            <td>
              <strong>{t.coverageStates[entry.state]}</strong>
              <br />
              {entry.text}
              <NoteMarks of={entry} notes={notes} />
            </td>
            <LineCell lines={entry.lines} />
          </tr>
        ))}
      </FactTable>
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

/** What the lookup answers. */
export function coverageAnswers({ policies }: CatalogueView): Answer[] {
  return sameCoverage(policies.coverage).map(({ entry: { area_name, state, text, lines }, platforms }) => ({
    product: area_name,
    platforms,
    answer: t.lookupAnswer(t.coverageStates[state], text, lines),
  }));
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
    <section class="wide">
      <h2 id="policies">{t.policiesTitle}</h2>
      <dl>
        {entries.map(([name, statement]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>
              <Sourced of={statement} notes={notes}>
                {statement.text}
              </Sourced>
              {statement === legacy && (
                <>
                  {" "}
                  <a href={AGREEMENT}>{t.ask}</a>
                </>
              )}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

/** What each section below the table rests on: its id, its title and the facts in it. */
function sections({ policies, incidents, levels }: CatalogueView, products: boolean): [string, string, { readings: string[] }[]][] {
  const { contact, response, critical, coverage, legacy, upgrades, payment } = policies;
  return [
    ["incidents", t.incidentsTitle, incidents.flatMap(({ price, max_minutes }) => [price, max_minutes])],
    ["response", t.responseTitle, response.flatMap(({ limit, average }) => [limit, average])],
    ["critical", t.criticalTitle, [critical]],
    ["levels", t.levelsTitle, levels.map(({ definition }) => definition)],
    ["coverage", t.coverageTitle, products ? coverage : []],
    ["policies", t.policiesTitle, [contact, upgrades, legacy, payment]],
  ];
}

/** Readings that the policies rest on. */
export function policyReadings(view: CatalogueView, products: boolean): string[] {
  return sections(view, products).flatMap(([, , facts]) => facts.flatMap(({ readings }) => readings));
}

/** The sections that rest on a reading, for the way back from its note. */
export function policiesUsing(view: CatalogueView, reading: string, products = true): Use[] {
  return sections(view, products)
    .filter(([, , facts]) => facts.some(({ readings }) => readings.includes(reading)))
    .map(([id, text]) => ({ href: `#${id}`, text }));
}
