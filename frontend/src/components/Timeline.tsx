/** What is covered, on three lanes over time: drawn, and told by a table with the same content. */
import type { ComponentChildren } from "preact";
import { useId, useState } from "preact/hooks";
import type { Gap, Lane, LaneView } from "../api/installations.ts";
import type { Window } from "../api/prices.ts";
import { formatDate, formatMonth, formatShortDate, formatSpan } from "../lib/dates.ts";
import { anchor, bar, dayBefore, label, type Label, place, type Range, rangeOf, type Standing, standing, type Stretch, type Tick, ticks, WIDTHS } from "../state/timeline.ts";
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
  const marks = ticks(range);
  return (
    <svg class="drawing" width="100%" height={height} aria-hidden="true" focusable="false">
      <defs>
        <pattern id={hatch} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <line x1="1" y1="0" x2="1" y2="6" class="hatch" />
        </pattern>
      </defs>
      {marks.map((tick) => (
        <TickName key={tick.date} tick={tick} />
      ))}
      {lanes.map((lane, index) => (
        <LaneRow
          key={lane.lane}
          lane={lane}
          y={AXIS + LANE * (index + 1) - BAR - 4}
          hatch={`url(#${hatch})`}
          today={today}
          range={range}
          marks={marks}
          stretches={stretches}
        />
      ))}
      <text class="now" x={`${now}%`} y={height - 4} text-anchor={anchor(now)}>
        {t.today}
      </text>
    </svg>
  );
}

function TickName({ tick: { x, date, kind, named } }: { tick: Tick }) {
  return (
    <g class={`tick ${kind}`}>
      <line x1={`${x}%`} x2={`${x}%`} y1={AXIS - 6} y2={AXIS} />
      {named !== "never" && (
        <text class={named === "wide" ? "wide" : ""} x={`${x}%`} y={AXIS - 9} text-anchor={anchor(x)}>
          {kind === "year" ? date.slice(0, 4) : formatMonth(date)}
        </text>
      )}
    </g>
  );
}

/** Only beside the bars: the words above them stand on no line. */
function TickLines({ marks, y }: { marks: readonly Tick[]; y: number }) {
  return (
    <>
      {marks.map(({ x, date, kind }) => (
        <line key={date} class={`tick ${kind}`} x1={`${x}%`} x2={`${x}%`} y1={y - 3} y2={y + BAR + 3} />
      ))}
    </>
  );
}

interface LaneProps {
  lane: LaneView;
  /** The top of its bars. */
  y: number;
  hatch: string;
  today: string;
  range: Range;
  marks: readonly Tick[];
  stretches: readonly Stretch[];
}

function LaneRow({ lane, y, hatch, today, range, marks, stretches }: LaneProps) {
  const now = place(range, today);
  return (
    <g>
      <text class="lane" x="0" y={y - 6}>
        {lane.name}
      </text>
      <text class="stands" x="100%" y={y - 6} text-anchor="end">
        <Stands standing={standing(lane, today)} />
      </text>
      <TickLines marks={marks} y={y} />
      {lane.gaps.map((gap) => (
        <Block key={gap.start} span={gap} y={y} range={range} look="gap" fill={hatch} />
      ))}
      {lane.lane === "support"
        ? stretches.map((each, index) => <Numbered key={each.key} stretch={each} number={index + 1} y={y} range={range} now={now} />)
        : lane.covered.map((each) => <Block key={each.start} span={each} y={y} range={range} look="covered" />)}
      <line class="now" x1={`${now}%`} x2={`${now}%`} y1={y - 3} y2={y + BAR + 3} />
    </g>
  );
}

function Stands({ standing: stands }: { standing: Standing }) {
  if (stands.kind === "never") return <>{t.never}</>;
  if (stands.kind === "from") return <>{t.from(formatShortDate(stands.first))}</>;
  if (stands.kind === "until") return <>{t.until(formatShortDate(stands.last))}</>;
  const ended = t.ended(formatShortDate(stands.last));
  if (!stands.since) return <>{ended}</>;
  return (
    <>
      <tspan class="narrow">{ended}</tspan>
      <tspan class="wide">{t.missing(formatDate(stands.since.first), stands.since.days)}</tspan>
    </>
  );
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

interface NumberedProps {
  stretch: Stretch;
  number: number;
  y: number;
  range: Range;
  now: number;
}

/** A term in its own frame, which cuts off what does not fit; its number leads to its name below. */
function Numbered({ stretch, number, y, range, now }: NumberedProps) {
  const { x, width } = bar(range, stretch);
  const full = `${number} ${stretch.name}`;
  const behind = Math.round((10_000 * (now - x)) / width) / 100;
  return (
    <svg x={`${x}%`} width={`${width}%`} y={y} height={BAR} class={`term ${stretch.state}`}>
      <rect class="block" x="0.75" y="0.75" width="100%" height={BAR - 1.5} />
      <line class="block" x1="100%" x2="100%" y1="0" y2={BAR} />
      {(["narrow", "wide"] as const).map((drawing) => (
        <Written key={drawing} drawing={drawing} label={label({ x, width }, full, now, WIDTHS[drawing])} full={full} number={number} behind={behind} />
      ))}
    </svg>
  );
}

interface WrittenProps {
  drawing: keyof typeof WIDTHS;
  label: Label;
  full: string;
  number: number;
  /** Where the line of today stands in the bar, per cent. */
  behind: number;
}

function Written({ drawing, label: { text, behindToday }, full, number, behind }: WrittenProps) {
  if (text === "none") return null;
  return (
    <text class={drawing} x={behindToday ? `${behind}%` : 0} dx={7} y={BAR - 7}>
      {text === "full" ? full : number}
    </text>
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
        <li key={lane + gap.start}>{gapWords(lane, gap)}</li>
      ))}
    </ul>
  );
}

function gapWords(lane: Lane, { start, last_day, days, open }: Gap): string {
  return open ? t.openGap(lane, formatDate(start), days) : t.gapSentence(lane, t.span(...formatSpan(start, last_day)), days);
}

function spanWords({ start, end }: Pick<Window, "start" | "end">): string {
  return t.span(...formatSpan(start, dayBefore(end)));
}
