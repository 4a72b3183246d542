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
  const { answer, last, asking } = desk.prices;
  const complete = entries(desk.selection, desk.offer).some((entry) => entry.at === at);
  const lines = answer.priced[at] ?? [];
  // The older lines only keep their room, unseen, so that what stands below stays where it is.
  const older = complete && lines.length === 0 ? (last.priced[at] ?? []) : [];
  const others = faultsAt(answer.faults, at).filter(({ field }) => !CONTROLS.has(field));
  const told = faultsAt(answer.faults, at).length > 0;
  return (
    <>
      {others.map(({ text }) => (
        <p key={text} class="note fault">
          {text}
        </p>
      ))}
      {!told && older.length > 0 && <p class="small soft changing">{asking ? buying.updating : buying.unknown}</p>}
      {(told ? lines : [...lines, ...older]).map((line) => (
        <div key={line.kind} class={lines.includes(line) ? "details" : "details older"}>
          <p class="row">
            <strong>{line.title}</strong>
            <strong>
              <Money of={line.total} />
            </strong>
          </p>
          <PriceLineDetails line={line} notes={desk.notes} planName={desk.name} asOf={last.breakdown?.priced_on ?? null} />
        </div>
      ))}
      {lines.length + older.length === 0 && !told && <Blank complete={complete} asking={asking} blank={blank} />}
    </>
  );
}

function Blank({ complete, asking, blank }: { complete: boolean; asking: boolean; blank: string }) {
  const words = complete ? (asking ? buying.updating : buying.unknown) : blank;
  return words ? <p class="small soft">{words}</p> : null;
}

/** The fault of a control at a place: what the server refused, else what was missing when going on. */
export function faultOf({ prices, faults }: Desk, at: string): (field: string) => string | undefined {
  const refused = faultsAt(prices.answer.faults, at);
  const told = (field: string) => faults.find((fault) => fault.field === control(at, field))?.beside;
  return (field) => refused.find((fault) => fault.field === field)?.text ?? told(field);
}
