/** The charts of `/dev/components/`, an island for their look-up and their files. */
import { BreakEvenMap } from "../components/charts/BreakEvenMap.tsx";
import { CostCurves } from "../components/charts/CostCurves.tsx";
import type { Charts } from "./madeUpCharts.ts";

export function GalleryCharts({ map, curves, currency, about, order }: Charts) {
  return (
    <>
      <BreakEvenMap id="made-up-map" map={map} currency={currency} about={about} order={order} />
      {curves.map((each) => (
        <CostCurves key={each.pool} id={`made-up-${each.pool}`} curves={each} currency={currency} about={about} order={order} />
      ))}
    </>
  );
}
