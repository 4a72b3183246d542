/** The advice that a quote carries: what was asked, what each option costs, and why; its details fold away. */
import type { ComponentChildren } from "preact";
import type { QuoteAdvice } from "../api/quotes.ts";
import { quoteAdvice as t } from "../text/en.ts";
import { Money, TableRegion } from "./Small.tsx";

type Option = QuoteAdvice["options"][number];
type Total = NonNullable<Option["best"]>;

interface Column {
  name: string;
  cell: (option: Option) => ComponentChildren;
}

const KNOWN: Column[] = [
  { name: t.best, cell: ({ best }) => best && <TotalOf total={best} /> },
  { name: t.came, cell: ({ came }) => came && <TotalOf total={came} /> },
  { name: t.planPrice, cell: ({ price }) => <Money of={price} /> },
  { name: t.beyond, cell: ({ best }) => best && <Money of={best.beyond} /> },
];

const UNCERTAIN: Column[] = [
  { name: t.expected, cell: ({ chances }) => chances && <Average of={chances} /> },
  { name: t.median, cell: ({ chances }) => chances && <Money of={chances.median} /> },
  { name: t.p90, cell: ({ chances }) => chances && <Money of={chances.p90} /> },
  { name: t.p95, cell: ({ chances }) => chances && <Money of={chances.p95} /> },
  { name: t.chance, cell: ({ chances }) => chances && t.percent(chances.cheapest_percent) },
];

interface Props {
  advice: QuoteAdvice;
  /** Of its heading in the page. */
  level?: 2 | 3;
}

export function QuoteAppendix({ advice, level = 2 }: Props) {
  const [Title, Part] = level === 2 ? (["h2", "h3"] as const) : (["h3", "h4"] as const);
  return (
    <section class="advised" aria-labelledby="advice-title">
      <Title id="advice-title">{t.title}</Title>
      <p>{t.asked}</p>
      <Sentences of={advice.question} />
      {advice.options.length > 0 && <Options advice={advice} />}
      {advice.held.length > 0 && (
        <>
          <Part>{t.held}</Part>
          <Sentences of={advice.held} />
        </>
      )}
      <Part>{t.reasons}</Part>
      <Sentences of={advice.reasons} />
      <details class="fold">
        <summary>
          <Part>{t.details}</Part>
        </summary>
        {advice.options.map(({ name, notes }) => (
          <Named key={name} name={name} sentences={notes} />
        ))}
        <Named name={t.leftOut} sentences={advice.left_out} />
      </details>
      <p class="small soft">{advice.holds}</p>
      <p class="screen">
        <a href={advice.address}>{t.again}</a>
      </p>
    </section>
  );
}

function Options({ advice }: { advice: QuoteAdvice }) {
  const columns = advice.options.some(({ chances }) => chances) ? UNCERTAIN : KNOWN;
  return (
    <TableRegion labelledBy="advice-caption">
      <table class="compared">
        <caption id="advice-caption">{t.caption}</caption>
        <thead>
          <tr>
            <th scope="col">{t.option}</th>
            {columns.map(({ name }) => (
              <th key={name} scope="col" class="number">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {advice.options.map((option) => (
            <tr key={option.name}>
              <th scope="row">
                {option.name} {option.tied && <span class="small soft">({t.tied})</span>}
              </th>
              {columns.map(({ name, cell }) => (
                <td key={name} class="number">
                  {cell(option)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </TableRegion>
  );
}

function Average({ of }: { of: NonNullable<Option["chances"]> }) {
  return (
    <>
      <Money of={of.expected} /> {of.by_agreement && <span class="small soft">{t.andAgreed(of.by_agreement)}</span>}
    </>
  );
}

function TotalOf({ total: { total, by_agreement } }: { total: Total }) {
  return (
    <>
      <Money of={total} /> {by_agreement > 0 && <span class="small soft">{t.byAgreement(by_agreement)}</span>}
    </>
  );
}

function Named({ name, sentences }: { name: string; sentences: string[] }) {
  if (sentences.length === 0) return null;
  return (
    <>
      <p class="named">{name}</p>
      <Sentences of={sentences} />
    </>
  );
}

function Sentences({ of }: { of: string[] }) {
  return (
    <ul>
      {of.map((sentence) => (
        <li key={sentence}>{sentence}</li>
      ))}
    </ul>
  );
}
