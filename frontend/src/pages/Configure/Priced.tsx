/** What a card costs and buys, or why it has no price; and the fault of one of its controls. */
import { faultsAt } from "../../api/pricing.ts";
import { PriceLineDetails } from "../../components/PriceLine.tsx";
import { Money } from "../../components/Small.tsx";
import { control, entries } from "../../state/selection.ts";
import { buying } from "../../text/en.ts";
import type { Desk } from "./Configure.tsx";

/** Members whose faults are told beside a control; any other fault is told for the card. */
const CONTROLS = new Set(["plan", "periods", "current_plan", "last_covered_day", "start", "units", "level", "confirmed_days_given_up"]);

export function Priced({ desk, at, blank }: { desk: Desk; at: string; blank: string }) {
  const { answer, asking } = desk.prices;
  const complete = entries(desk.selection, desk.offer).some((entry) => entry.at === at);
  const lines = answer.priced[at] ?? [];
  const others = faultsAt(answer.faults, at).filter(({ field }) => !CONTROLS.has(field));
  const told = faultsAt(answer.faults, at).length > 0;
  return (
    <>
      {others.map(({ text }) => (
        <p key={text} class="note fault">
          {text}
        </p>
      ))}
      {lines.map((line) => (
        <div key={line.kind} class="details">
          <p class="row">
            <strong>{line.title}</strong>
            <strong>
              <Money of={line.total} />
            </strong>
          </p>
          <PriceLineDetails line={line} notes={desk.notes} planName={desk.name} asOf={answer.breakdown?.priced_on ?? null} />
        </div>
      ))}
      {lines.length === 0 && !told && blank && <p class="small soft">{complete && asking ? buying.updating : blank}</p>}
    </>
  );
}

/** The fault of a control at a place: what the server refused, else what was missing when going on. */
export function faultOf({ prices, faults }: Desk, at: string): (field: string) => string | undefined {
  const refused = faultsAt(prices.answer.faults, at);
  const told = (field: string) => faults.find((fault) => fault.field === control(at, field))?.beside;
  return (field) => refused.find((fault) => fault.field === field)?.text ?? told(field);
}
