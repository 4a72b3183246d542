/** What is covered, on three lanes over time: drawn, and told by a table with the same content. */
import type { ComponentChildren } from "preact";
import { useId, useState } from "preact/hooks";
import type { Gap, LaneView } from "../api/installations.ts";
import type { Window } from "../api/prices.ts";
import { formatMonth, formatShortDate, formatSpan } from "../lib/dates.ts";
import { anchor, bar, dayBefore, fits, place, type Range, rangeOf, type Standing, standing, type Stretch, type Tick, ticks } from "../state/timeline.ts";
import { timeline as t } from "../text/en.ts";
import { Button } from "./Button.tsx";
import { TableRegion } from "./Small.tsx";
import { TimelineTable } from "./TimelineTable.tsx";

interface Props {
  name: string;
  lanes: readonly LaneView[];
  stretches: readonly Stretch[];
  today: string;
  /** Given where several drawings are compared. */
  range?: Range;
}

const AXIS = 22;
const LANE = 54;
const BAR = 24;

export function Timeline({ name, lanes, stretches, today, range = rangeOf(lanes, stretches, today) }: Props) {
  const [open, setOpen] = useState(false);
  const caption = useId();
  return (
    <div class="timeline">
      <Drawing lanes={lanes} stretches={stretches} today={today} range={range} />
      <div aria-hidden="true">
        <Legend stretches={stretches} />
        <Gaps lanes={lanes} />
      </div>
      <Told open={open} captionId={caption}>
        <TimelineTable id={caption} name={name} lanes={lanes} stretches={stretches} today={today} />
      </Told>
      <p class="screen">
        <Button kind="quiet" onClick={() => setOpen(!open)}>
          {open ? t.noTable : t.asTable}
        </Button>
      </p>
    </div>
  );
}

/** Always there for who does not see the drawing, and on paper; a keyboard only has to pass what can be seen. */
function Told({ open, captionId, children }: { open: boolean; captionId: string; children: ComponentChildren }) {
  return open ? <TableRegion labelledBy={captionId}>{children}</TableRegion> : <div class="told unseen">{children}</div>;
}

/** Places are per cent and sizes are pixels, so that words keep their size on every screen. */
function Drawing({ lanes, stretches, today, range }: Required<Omit<Props, "name">>) {
  const hatch = useId();
  const height = AXIS + LANE * lanes.length + AXIS;
  const now = place(range, today);
  return (
    <svg class="drawing" width="100%" height={height} aria-hidden="true" focusable="false">
      <defs>
        <pattern id={hatch} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <line x1="1" y1="0" x2="1" y2="6" class="hatch" />
        </pattern>
      </defs>
      {ticks(range).map((tick) => (
        <TickMark key={tick.date} tick={tick} bottom={height - AXIS} />
      ))}
      {lanes.map((lane, index) => (
        <LaneRow key={lane.lane} lane={lane} top={AXIS + LANE * index} hatch={`url(#${hatch})`} today={today} range={range} stretches={stretches} />
      ))}
      <text class="now" x={`${now}%`} y={height - 4} text-anchor={anchor(now)}>
        {t.today}
      </text>
    </svg>
  );
}

function TickMark({ tick: { x, date, kind, named }, bottom }: { tick: Tick; bottom: number }) {
  return (
    <g class={`tick ${kind}`}>
      <line x1={`${x}%`} x2={`${x}%`} y1={AXIS - 6} y2={bottom} />
      {named && (
        <text x={`${x}%`} y={AXIS - 9} text-anchor={anchor(x)}>
          {kind === "year" ? date.slice(0, 4) : formatMonth(date)}
        </text>
      )}
    </g>
  );
}

interface LaneProps {
  lane: LaneView;
  top: number;
  hatch: string;
  today: string;
  range: Range;
  stretches: readonly Stretch[];
}

function LaneRow({ lane, top, hatch, today, range, stretches }: LaneProps) {
  const y = top + LANE - BAR - 4;
  return (
    <g>
      <text class="lane" x="0" y={y - 6}>
        {lane.name}
      </text>
      <text class="stands" x="100%" y={y - 6} text-anchor="end">
        {standingWords(standing(lane, today))}
      </text>
      {lane.gaps.map((gap) => (
        <Block key={gap.start} span={gap} y={y} range={range} look="gap" fill={hatch} />
      ))}
      {lane.lane === "support"
        ? stretches.map((each, index) => <Numbered key={each.key} stretch={each} number={index + 1} y={y} range={range} />)
        : lane.covered.map((each) => <Block key={each.start} span={each} y={y} range={range} look="covered" />)}
      <line class="now" x1={`${place(range, today)}%`} x2={`${place(range, today)}%`} y1={y - 3} y2={y + BAR + 3} />
    </g>
  );
}

function standingWords(stands: Standing): string {
  if (stands.kind === "never") return t.never;
  if (stands.kind === "from") return t.from(formatShortDate(stands.first));
  return stands.kind === "until" ? t.until(formatShortDate(stands.last)) : t.ended(formatShortDate(stands.last));
}

interface BlockProps {
  span: Pick<Window, "start" | "end">;
  y: number;
  range: Range;
  look: string;
  fill?: string;
}

function Block({ span, y, range, look, fill }: BlockProps) {
  const { x, width } = bar(range, span);
  return <rect class={`block ${look}`} x={`${x}%`} width={`${width}%`} y={y} height={BAR} {...(fill ? { fill } : {})} />;
}

/** A term in its own frame, which cuts off what does not fit; its number leads to its name below. */
function Numbered({ stretch, number, y, range }: { stretch: Stretch; number: number; y: number; range: Range }) {
  const { x, width } = bar(range, stretch);
  const full = `${number} ${stretch.name}`;
  const room = fits({ x, width }, full);
  return (
    <svg x={`${x}%`} width={`${width}%`} y={y} height={BAR} class={`term ${stretch.state}`}>
      <rect class="block" x="0.75" y="0.75" width="100%" height={BAR - 1.5} />
      <line class="block" x1="100%" x2="100%" y1="0" y2={BAR} />
      {room !== "always" && (
        <text class={room === "wide" ? "narrow" : ""} x="5" y={BAR - 7}>
          {number}
        </text>
      )}
      {room !== "never" && (
        <text class={room === "wide" ? "wide" : ""} x="7" y={BAR - 7}>
          {full}
        </text>
      )}
    </svg>
  );
}

function Legend({ stretches }: { stretches: readonly Stretch[] }) {
  return (
    <ol class="legend">
      {stretches.map(({ key, name, start, end, state }) => (
        <li key={key}>
          <svg class={`term ${state}`} width="18" height="12" focusable="false">
            <rect class="block" x="0.75" y="0.75" width="16.5" height="10.5" />
          </svg>{" "}
          {t.termWords(name, t.stateWord[state])}
          <span class="soft"> {spanWords({ start, end })}</span>
        </li>
      ))}
    </ol>
  );
}

function Gaps({ lanes }: { lanes: readonly LaneView[] }) {
  const told = lanes.flatMap(({ lane, gaps }) => gaps.map((gap) => ({ lane, gap })));
  if (told.length === 0) return null;
  return (
    <ul class="gaps">
      {told.map(({ lane, gap }) => (
        <li key={lane + gap.start}>{t.gapSentence(lane, gapWords(gap), gap.days)}</li>
      ))}
    </ul>
  );
}

function gapWords({ start, last_day }: Gap): string {
  return t.span(...formatSpan(start, last_day));
}

function spanWords({ start, end }: Pick<Window, "start" | "end">): string {
  return t.span(...formatSpan(start, dayBefore(end)));
}
