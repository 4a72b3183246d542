/** The comparison of one family, and the one across families. */
import type { ComponentChildren } from "preact";
import type { CatalogueView, Family, PlanView, Statement } from "../../api/catalogue.ts";
import { Notes, ReadingNotes } from "../../components/Reading.tsx";
import type { PageDefinition } from "../../prerender/pages.tsx";
import { common, compare as t } from "../../text/en.ts";
import { Controls } from "./Controls.tsx";
import type { Answer } from "./Lookup.tsx";
import { type ComparisonData, differences, MOST, readView, shownColumns } from "./model.ts";
import { coverageAnswers, Policies, policiesUsing, policyReadings, Sourced } from "./Policies.tsx";
import { type CriticalFacts, criticalFacts } from "./critical.ts";
import { columnsOf, comparison, readingsUsed, rowsUsing } from "./rows.ts";
import { Table } from "./Table.tsx";
import { Words } from "./Words.tsx";

/** What the page's script needs. */
export interface ComparePageData {
  comparison: ComparisonData;
  critical: CriticalFacts | null;
  /** Null where the page has no list of products. */
  answers: Answer[] | null;
}

const CROSS = "/compare/";

/** A note leads back to this many places at most. */
const MOST_USES = 4;

export function familyPage(view: CatalogueView, family: Family): PageDefinition {
  const plans = view.plans.filter((plan) => plan.family === family.id);
  const { name, summary, products, included } = family;
  const lead = (
    <p class="lead">
      {summary} {!products.every((product) => summary.includes(product) || product === name) && t.products(products)}{" "}
      <a href={`/advice/?family=${family.id}`}>{t.advice}</a>
    </p>
  );
  const about = (notes: Notes) => (
    <FamilyNotes statements={[...(included.value === null ? [] : [includedNote(family)]), ...family.notes]} notes={notes} />
  );
  return comparisonPage(view, {
    path: `/${family.id}/`,
    title: t.familyTitle(name),
    description: t.familyDescription(name),
    plans,
    usual: plans.slice(0, MOST),
    readings: [...included.readings, ...family.notes.flatMap(({ readings }) => readings)],
    lead,
    about,
  });
}

/** Without an address it shows the first plan of each family that can be bought. */
export function comparePage(view: CatalogueView): PageDefinition {
  const usual = view.families.flatMap(({ id }) => view.plans.filter(({ family, sale }) => family === id && sale.state === "buyable").slice(0, 1));
  const lead = (
    <>
      <p class="lead">
        {t.crossLead} <a href="/advice/">{t.advice}</a>
      </p>
      <p class="note">{t.crossNotice}</p>
      <p class="unscripted">{t.crossNoScript}</p>
    </>
  );
  return comparisonPage(view, {
    path: CROSS,
    title: t.crossTitle,
    description: t.crossDescription,
    plans: view.plans,
    usual,
    readings: [],
    lead,
    about: () => null,
  });
}

interface Parts {
  path: string;
  title: string;
  description: string;
  plans: PlanView[];
  usual: PlanView[];
  readings: string[];
  lead: ComponentChildren;
  about: (notes: Notes) => ComponentChildren;
}

function comparisonPage(view: CatalogueView, parts: Parts): PageDefinition {
  const { path, title, description, plans, usual, readings, lead, about } = parts;
  const table = comparison(view, plans);
  const products = path !== CROSS;
  const notes = new Notes(view.readings, [...readingsUsed(table), ...readings, ...policyReadings(view, products)]);
  const columns = columnsOf(view, plans);
  const prefix = path === CROSS ? "" : `${plans[0]?.family}.`;
  const data: ComparisonData = { prefix, columns, usual: columns.filter((_, index) => usual.some(({ id }) => id === plans[index]?.id)).map(({ key }) => key) };
  const { view: first } = readView("", data);
  const sentences = differences(table.groups.flatMap(({ rows }) => rows), data, first.words);
  const nothing = () => undefined;
  const body = (
    <>
      <h1>{title}</h1>
      <Switcher view={view} path={path} />
      {lead}
      {products && <div id="advised" />}
      <div id="controls" class="held">
        <Controls data={data} view={first} faults={[]} hidden={0} show={nothing} />
      </div>
      <div class="held">
        <Table caption={t.caption(view.currency)} columns={columns} groups={table.groups} shown={shownColumns(data, first)} notes={notes} />
      </div>
      <p class="printed small">{t.printNote(view.version.slice(0, 12), path)}</p>
      <section id="words" class="held" aria-labelledby="difference">
        <Words data={data} view={first} sentences={sentences} show={nothing} />
      </section>
      <div class="held below">
        {about(notes)}
        <Policies view={view} notes={notes} products={products} />
        <section class="wide">
          <h2 id="notes">{common.readingsTitle}</h2>
          <p>{common.readingsLead}</p>
          <ReadingNotes notes={notes} uses={(id) => [...rowsUsing(table, id), ...policiesUsing(view, id, products)].slice(0, MOST_USES)} />
        </section>
      </div>
    </>
  );
  const pageData: ComparePageData = { comparison: data, critical: criticalFacts(view.policies), answers: products ? coverageAnswers(view) : null };
  // An advice is about one family, so no address of the page across families carries one.
  const later = products ? { later: "advised.tsx" } : {};
  return { path, title, description, script: "compare.tsx", ...later, styles: ["compare.css"], holds: true, data: pageData, body };
}

function Switcher({ view, path }: { view: CatalogueView; path: string }) {
  const links = [...view.families.map(({ id, name }) => ({ href: `/${id}/`, name })), { href: CROSS, name: t.across }];
  return (
    <nav class="switcher" aria-label={t.switcher}>
      <ul>
        {links.map(({ href, name }) => (
          <li key={href}>
            <a href={href} aria-current={href === path ? "page" : undefined}>
              {name}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function includedNote({ included }: Family): Statement {
  return { text: included.value ? t.included : t.notIncluded, lines: included.lines, readings: included.readings };
}

function FamilyNotes({ statements, notes }: { statements: Statement[]; notes: Notes }) {
  return (
    <section>
      <h2>{t.familyNotesTitle}</h2>
      <ul>
        {statements.map((statement) => (
          <li key={statement.text}>
            <Sourced of={statement} notes={notes}>
              {statement.text}
            </Sourced>
          </li>
        ))}
      </ul>
    </section>
  );
}
