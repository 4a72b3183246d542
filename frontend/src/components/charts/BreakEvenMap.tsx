/**
 * The break-even map: the option that costs least, by two numbers of requests.
 *
 * A cell is looked up with two number fields and not by a cursor on the drawing: fields are what keyboards, screen readers
 * and voice control know, they take a number at once, and their answer is a sentence that is read out. 800 cells to walk
 * through, in a role of our own, would be none of it.
 */
import { useState } from "preact/hooks";
import type { BreakEven, Spot } from "../../state/breakEven.ts";
import { charts as t } from "../../text/en.ts";
import type { About } from "./about.ts";
import { Chart } from "./Chart.tsx";
import { LookUp } from "./LookUp.tsx";
import { mapLegend } from "./legend.ts";
import { completed } from "./looks.ts";
import { mapDrawing } from "./mapDrawing.ts";
import { MapRuns } from "./MapRuns.tsx";
import { MapTable } from "./MapTable.tsx";
import { mapFile } from "./tables.ts";

interface Props {
  /** The chart's own on its page. */
  id: string;
  map: BreakEven;
  currency: string;
  about: About;
  /** The ids of all options of the family, in an order of their own: they keep their letters and colours in every answer. */
  order: readonly string[];
}

export function BreakEvenMap({ id, map, currency, about, order: given }: Props) {
  const order = completed(given, map.options);
  const [looked, setLooked] = useState<Spot | null>(null);
  return (
    <Chart
      id={id}
      title={t.mapTitle(about.family, map.by_money, about.over)}
      about={about}
      drawings={{ wide: mapDrawing(map, order, "wide", `${id}-wide`, looked), narrow: mapDrawing(map, order, "narrow", `${id}-narrow`, looked) }}
      legend={mapLegend(map, order, `${id}-key`, about.over)}
      sentences={[map.sentence, ...(map.by_money ? [] : [t.agreedFirst(about.over)])]}
      fileName={t.mapFile(about.family, about.advisedOn)}
      csv={() => mapFile(map, currency, about)}
      saved={() => mapDrawing(map, order, "wide", id)}
      words={<MapRuns map={map} order={order} over={about.over} />}
      table={(captionId) => <MapTable map={map} about={about} order={order} captionId={captionId} />}
    >
      <LookUp id={`${id}-look-up`} map={map} currency={currency} over={about.over} onLook={setLooked} />
    </Chart>
  );
}
