/** What the levels of work are, beside the questions about them, so that one can tell them apart. */
import type { Level } from "../../api/catalogue.ts";
import { LineRef } from "../../components/Small.tsx";
import { advice as t } from "../../text/en.ts";

export function Examples({ levels }: { levels: Level[] }) {
  return (
    <>
      {distinct(levels).map(({ names, level: { definition, examples } }) => (
        <p key={names.join()} class="small soft">
          {definition.value} {examples.value && t.examples(examples.value)} <LineRef lines={linesOf(definition.lines, examples.lines)} />
        </p>
      ))}
    </>
  );
}

/** Told once, behind what they say. */
function linesOf(...parts: number[][]): number[] {
  return [...new Set(parts.flat())].sort((a, b) => a - b);
}

/** Levels that are described in the same words are described once. */
function distinct(levels: Level[]): { names: string[]; level: Level }[] {
  const found: { names: string[]; level: Level }[] = [];
  for (const level of levels) {
    const same = found.find((each) => words(each.level) === words(level));
    if (same) same.names.push(level.name);
    else found.push({ names: [level.name], level });
  }
  return found;
}

function words({ definition, examples }: Level): string {
  return JSON.stringify([definition.value, examples.value]);
}
