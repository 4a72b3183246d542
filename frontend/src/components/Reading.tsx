/** Marks that point at a reading, and the list of readings they point to. Both work without a script. */
import type { ReadingView } from "../api/catalogue.ts";
import { common as t } from "../text/en.ts";
import { LineRef } from "./Small.tsx";

/** Where in the page a reading is used, for the way back. */
export interface Use {
  href: string;
  text: string;
}

/** The notes of a page, numbered in the order of the catalogue. */
export class Notes {
  readonly readings: ReadingView[];

  constructor(all: readonly ReadingView[], used: Iterable<string>) {
    const ids = new Set(used);
    this.readings = all.filter(({ id }) => ids.has(id));
  }

  /** The numbers of some readings, in order and without repeats. */
  numbers(ids: readonly string[]): number[] {
    return this.readings.flatMap(({ id }, index) => (ids.includes(id) ? [index + 1] : []));
  }
}

export function Marks({ numbers }: { numbers: readonly number[] }) {
  return (
    <>
      {numbers.map((number) => (
        <a key={number} class="mark" href={`#note-${number}`} aria-label={t.markLabel(number)}>
          {number}
        </a>
      ))}
    </>
  );
}

export function ReadingNotes({ notes, uses }: { notes: Notes; uses: (id: string) => Use[] }) {
  return (
    <ol class="readings">
      {notes.readings.map((reading, index) => (
        <li key={reading.id} id={`note-${index + 1}`}>
          <ReadingNote reading={reading} uses={uses(reading.id)} />
        </li>
      ))}
    </ol>
  );
}

/** A sentence in which "ask us" leads to where one does. */
function Asking({ text }: { text: string }) {
  const [before, after] = text.split(t.askUs);
  if (after === undefined) return <>{text}</>;
  return (
    <>
      {before}
      <a href="/ask/?topic=agreement">{t.askUs}</a>
      {after}
    </>
  );
}

function ReadingNote({ reading, uses }: { reading: ReadingView; uses: Use[] }) {
  const chosen = reading.options.find(({ id }) => id === reading.chosen);
  const others = reading.options.filter(({ id }) => id !== reading.chosen);
  return (
    <>
      <p>
        <strong>{reading.question}</strong> <LineRef lines={reading.lines} />
      </p>
      <p>
        {t.readingChosen} {chosen && <Asking text={chosen.text} />} {t.readingWhy} {reading.why}
      </p>
      {others.length > 0 && (
        <p class="soft">
          {t.readingOther} {others.map(({ text }) => text).join(" / ")}
        </p>
      )}
      {uses.length > 0 && (
        <p class="small">
          {t.readingUsed}{" "}
          {uses.map(({ href, text }, index) => (
            <>
              {index > 0 && ", "}
              <a href={href}>{text}</a>
            </>
          ))}
        </p>
      )}
    </>
  );
}
