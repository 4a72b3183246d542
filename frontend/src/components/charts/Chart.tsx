/** What both charts have in common: title, drawing, legend, what it says, files to keep, the table behind. */
import type { ComponentChildren } from "preact";
import { save } from "../../lib/files.ts";
import type { Drawing } from "../../lib/svg.ts";
import { charts as t } from "../../text/en.ts";
import { Button } from "../Button.tsx";
import { TableRegion } from "../Small.tsx";
import { type About, needsWords, sourceWords, spanWords } from "./about.ts";
import { Drawn, Legend } from "./Drawn.tsx";
import type { Entry } from "./legend.ts";
import type { Size } from "./mapDrawing.ts";
import { standalone } from "./standalone.ts";

interface Props {
  /** Begins the ids of its parts. Not made by `useId`, which counts anew where an island is hydrated. */
  id: string;
  title: string;
  about: About;
  drawings: Record<Size, Drawing>;
  legend: readonly Entry[];
  /** What the drawing shows, in words. */
  sentences: readonly string[];
  fileName: string;
  csv: () => string;
  /** The drawing as it is saved, which carries no look-up. */
  saved: () => Drawing;
  table: (captionId: string) => ComponentChildren;
  /** The table once more, short enough for paper and for who listens. */
  words?: ComponentChildren;
  children?: ComponentChildren;
}

export function Chart({ id, title, about, drawings, legend, sentences, fileName, csv, saved, table, words, children }: Props) {
  const source = sourceWords(about);
  const told = [...sentences, spanWords(about), ...needsWords(about)];
  const keepDrawing = () => save(`${fileName}.svg`, "image/svg+xml", standalone({ title, drawing: saved(), legend, sentences: told, source }));
  return (
    <figure class="chart" aria-labelledby={`${id}-title`}>
      <figcaption id={`${id}-title`}>{title}</figcaption>
      <Drawn drawings={drawings} titleId={`${id}-title`} toldId={`${id}-told`} />
      <Legend entries={legend} />
      <ul class="says" id={`${id}-told`}>
        {told.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
      <p class="small soft">{source}</p>
      {children}
      <div class="actions scripted">
        <Button onClick={keepDrawing}>{t.saveDrawing}</Button>
        <Button onClick={() => save(`${fileName}.csv`, "text/csv", csv())}>{t.saveTable}</Button>
      </div>
      <details class="behind">
        <summary>{t.asTable}</summary>
        {words}
        <TableRegion labelledBy={`${id}-title`}>{table(`${id}-caption`)}</TableRegion>
      </details>
    </figure>
  );
}
