/** `/dev/components/`: all components together, in the demo. */
import type { CatalogueView } from "../api/catalogue.ts";
import { Button } from "../components/Button.tsx";
import { CopyButton } from "../components/CopyButton.tsx";
import { ErrorSummary } from "../components/ErrorSummary.tsx";
import { Choice, SelectField, TextField } from "../components/Field.tsx";
import { Marks, Notes, ReadingNotes } from "../components/Reading.tsx";
import { Badge, Money, Note, Progress, TableRegion } from "../components/Small.tsx";
import { TextArea } from "../components/TextArea.tsx";
import { Timeline } from "../components/Timeline.tsx";
import type { LaneView } from "../api/installations.ts";
import type { PageDefinition } from "../prerender/pages.tsx";
import type { Stretch } from "../state/timeline.ts";
import { gallery as t } from "../text/en.ts";
import { GalleryCharts } from "./GalleryCharts.tsx";
import { madeUpCharts } from "./madeUpCharts.ts";

/** Made-up cover with a gap, and a term of every look. */
const TODAY = "2026-11-26";
const STRETCHES: Stretch[] = [
  { key: "1", name: t.timelinePlans[0], start: "2025-01-01", end: "2026-01-01", state: "ended" },
  { key: "2", name: t.timelinePlans[1], start: "2026-03-01", end: "2026-09-01", state: "closed_by_upgrade" },
  { key: "3", name: t.timelinePlans[2], start: "2026-09-01", end: "2027-03-01", state: "active" },
  { key: "4", name: t.timelinePlans[2], start: "2027-03-01", end: "2027-09-01", state: "queued" },
  { key: "5", name: t.timelinePlans[0], start: "2027-09-01", end: "2028-01-01", state: "new" },
];
const LANES: LaneView[] = [
  {
    lane: "support",
    name: t.timelineLanes[0],
    covered: [
      { start: "2025-01-01", end: "2026-01-01", last_covered_day: "2025-12-31" },
      { start: "2026-03-01", end: "2028-01-01", last_covered_day: "2027-12-31" },
    ],
    gaps: [{ start: "2026-01-01", end: "2026-03-01", last_day: "2026-02-28", days: 59, open: false }],
  },
  {
    lane: "critical_updates",
    name: t.timelineLanes[1],
    covered: [{ start: "2025-01-01", end: "2028-01-01", last_covered_day: "2027-12-31" }],
    gaps: [],
  },
];

export function galleryPage(view: CatalogueView): PageDefinition {
  return {
    path: "/dev/components/",
    title: t.title,
    description: t.lead,
    script: "gallery.tsx",
    styles: ["timeline.css", "charts.css"],
    data: madeUpCharts(),
    body: <Gallery view={view} />,
  };
}

function Gallery({ view }: { view: CatalogueView }) {
  return (
    <>
      <h1>{t.title}</h1>
      <p class="lead">{t.lead}</p>
      <Buttons />
      <Fields />
      <Notices />
      <Tables view={view} />
      <h2>{t.timeline}</h2>
      <Timeline name={t.timelineName} lanes={LANES} stretches={STRETCHES} today={TODAY} />
      <h2>{t.charts}</h2>
      <div id="charts">
        <GalleryCharts {...madeUpCharts()} />
      </div>
    </>
  );
}

function Buttons() {
  return (
    <>
      <h2>{t.buttons}</h2>
      <div class="actions">
        <Button kind="primary">{t.primary}</Button>
        <Button>{t.secondary}</Button>
        <Button kind="quiet">{t.quiet}</Button>
        <Button disabled>{t.disabled}</Button>
      </div>
      <h2>{t.copying}</h2>
      <div class="actions">
        <CopyButton text={() => ""} />
      </div>
    </>
  );
}

function Fields() {
  return (
    <>
      <h2>{t.faults}</h2>
      <ErrorSummary faults={[{ field: "units", text: t.unitsFault }]} requestId="01J" />
      <h2>{t.fields}</h2>
      <TextField id="company" label={t.company} hint={t.companyHint} autocomplete="organization" />
      <SelectField id="country" label={t.country}>
        <option>{t.countryOne}</option>
        <option>{t.countryTwo}</option>
      </SelectField>
      <TextField id="units" label={t.units} fault={t.unitsFault} inputMode="numeric" class="short" />
      <TextArea id="message" label={t.message} optional />
      <Choice label={t.agree} />
      <Choice label={t.method} type="radio" />
    </>
  );
}

function Notices() {
  return (
    <>
      <h2>{t.notes}</h2>
      <Note title={t.noteTitle}>
        <p>{t.noteInfo}</p>
      </Note>
      <Note tone="warn">
        <p>{t.noteWarn}</p>
      </Note>
      <Note tone="fault">
        <p>{t.noteFault}</p>
      </Note>
      <Note tone="good">
        <p>{t.noteGood}</p>
      </Note>
      <p class="actions">
        <Badge>{t.stateInfo}</Badge> <Badge tone="warn">{t.stateWarn}</Badge> <Badge tone="fault">{t.stateFault}</Badge>{" "}
        <Badge tone="good">{t.stateGood}</Badge>
      </p>
      <h2>{t.steps}</h2>
      <Progress steps={t.stepNames} current={1} label={t.steps} />
    </>
  );
}

function Tables({ view }: { view: CatalogueView }) {
  const notes = new Notes(view.readings, view.readings.slice(0, 2).map(({ id }) => id));
  return (
    <>
      <h2>{t.table}</h2>
      <TableRegion labelledBy="incidents">
        <table>
          <caption id="incidents">{t.tableCaption}</caption>
          <thead>
            <tr>
              <th scope="col">{t.incident}</th>
              <th scope="col" class="number">
                {t.price}
              </th>
            </tr>
          </thead>
          <tbody>
            {view.incidents.map(({ id, name, price }) => (
              <tr key={id}>
                <th scope="row">
                  {name} <Marks numbers={[1]} />
                </th>
                <td class="number">{price.value && <Money of={price.value} />}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableRegion>
      <h2>{t.marks}</h2>
      <ReadingNotes notes={notes} uses={() => [{ href: "#incidents", text: t.tableCaption }]} />
    </>
  );
}
