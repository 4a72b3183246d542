/** What the page that advises knows of the catalogue: families, levels of work, and what can be a must-have. */
import type { CatalogueView, Feature, Level, PlanView, Pool, ReadingView } from "../api/catalogue.ts";

/** A service that some plan of the family has and some has not, so that asking for it changes the answer. */
export interface Service {
  id: string;
  name: string;
  /** False where single incidents have it too: who must have it needs no plan, so it is not asked about. */
  asked: boolean;
}

export interface AdvisedFamily {
  id: string;
  name: string;
  services: Service[];
  /** Whether any plan of the family states critical updates, and maintenance upgrades. */
  critical: boolean;
  maintenance: boolean;
}

export interface AdviceFacts {
  families: AdvisedFamily[];
  levels: Level[];
  pools: Pool[];
  readings: ReadingView[];
  /** The ids of each family's plans that anybody may buy, in the catalogue's order. */
  plans: Record<string, string[]>;
}

export function adviceFacts(view: CatalogueView): AdviceFacts {
  return {
    families: view.families.map((family) => advisedFamily(view, family.id, family.name)),
    levels: view.levels,
    pools: view.pools,
    readings: readingsOf(view),
    plans: Object.fromEntries(view.families.map(({ id }) => [id, view.plans.filter(({ family, sale }) => family === id && sale.state === "buyable").map((plan) => plan.id)])),
  };
}

function advisedFamily(view: CatalogueView, id: string, name: string): AdvisedFamily {
  const plans = view.plans.filter(({ family }) => family === id);
  const services = view.features.filter((feature) => {
    const having = plans.filter((plan) => hasService(plan, feature.id));
    return having.length > 0 && having.length < plans.length;
  });
  return {
    id,
    name,
    services: services.map((each) => ({ id: each.id, name: each.name, asked: !isHowSupportComes(each, plans) })),
    critical: plans.some(({ critical_updates }) => critical_updates.value),
    maintenance: plans.some(({ maintenance_upgrades }) => maintenance_upgrades.value),
  };
}

/**
 * Whether a way of contact is how any support comes: of plans that give support at all, every one has it.
 *
 * The terms then give it to whoever asks, as they do by e-mail; a plan without a quota is the choice to go without.
 */
function isHowSupportComes({ id, group }: Feature, plans: readonly PlanView[]): boolean {
  const supporting = plans.filter(({ quotas }) => quotas.some(({ levels }) => levels.length > 0));
  return group === "contact" && supporting.length > 0 && supporting.every((plan) => hasService(plan, id));
}

/** Silence of the terms is no yes. */
function hasService({ features }: PlanView, service: string): boolean {
  const said = features[service]?.value ?? null;
  return said !== null && said !== "no";
}

/** The readings an advice may rest on. */
function readingsOf(view: CatalogueView): ReadingView[] {
  const used = new Set([
    ...view.plans.flatMap(({ price, buys, sale, support_period, critical_updates, maintenance_upgrades, features, quotas }) =>
      [price, buys, sale, support_period, critical_updates, maintenance_upgrades, ...Object.values(features), ...quotas].flatMap(
        ({ readings }) => readings,
      ),
    ),
    ...view.incidents.flatMap(({ price, max_minutes, by_agreement }) => [price, max_minutes, by_agreement].flatMap(({ readings }) => readings)),
  ]);
  return view.readings.filter(({ id }) => used.has(id));
}

export function findFamily(facts: AdviceFacts, id: string): AdvisedFamily | undefined {
  return facts.families.find((family) => family.id === id);
}

/** The level that a pool's requests are taken as where nobody says more: its last, which the fewest plans leave out. */
export function usualLevel(pool: Pool): string {
  return pool.levels.at(-1) ?? "";
}
