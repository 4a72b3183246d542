/** What an answer is about, as its charts and files carry it, and the order in which they letter its options. */
import type { Advice } from "../../api/advice.ts";
import type { About } from "../../components/charts/about.ts";
import { type AdviceFacts, findFamily } from "../../state/adviceFacts.ts";

export function aboutOf({ facts, advice }: { facts: AdviceFacts; advice: Advice }): About {
  return {
    family: findFamily(facts, advice.family)?.name ?? advice.family,
    advisedOn: advice.advised_on,
    start: advice.start,
    end: advice.end,
    version: advice.catalogue_version,
    netOfTax: advice.net_of_tax,
    over: advice.over,
    needs: advice.needs.map(({ name }) => name),
  };
}

/** The same for every answer about a family, so that two of its charts can be laid side by side. */
export function letteringOf({ facts, advice }: { facts: AdviceFacts; advice: Advice }): string[] {
  return ["adhoc", ...(facts.plans[advice.family] ?? []), "chain"];
}
