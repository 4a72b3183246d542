/** One question with one answer: is this day covered by critical updates? */
import { useState } from "preact/hooks";
import { askCoverage, type BookedTerm, type CoverageAnswer, type InstallationView, type Lane } from "../../api/installations.ts";
import { Button } from "../../components/Button.tsx";
import { TextField } from "../../components/Field.tsx";
import { useSending } from "../../components/useSending.ts";
import { formatDate } from "../../lib/dates.ts";
import { installation as t } from "../../text/en.ts";

const DAY = "covered-day";
const OTHERS: readonly Lane[] = ["support", "maintenance_upgrades"];

export function DayQuestion({ view }: { view: InstallationView }) {
  const [day, setDay] = useState(view.today);
  const [answer, setAnswer] = useState<CoverageAnswer | null>(null);
  const { busy, faults, faultOf, refuse, send } = useSending({ at: DAY });
  const ask = (event: Event) => {
    event.preventDefault();
    setAnswer(null);
    if (!day) return refuse([{ field: DAY, text: t.needDay }]);
    send(async () => {
      setAnswer(await askCoverage(view.id, day));
      return "done";
    });
  };
  const general = faults.filter(({ field }) => field !== DAY);
  return (
    <section class={answer ? undefined : "screen"}>
      <h2>{t.askTitle}</h2>
      <form class="screen" noValidate onSubmit={ask}>
        <TextField
          id={DAY}
          type="date"
          class="day"
          label={t.askDay}
          value={day}
          fault={faultOf(DAY)}
          onInput={({ currentTarget }) => setDay(currentTarget.value)}
        />
        <Button type="submit" aria-disabled={busy}>
          {busy ? t.asking : t.ask}
        </Button>
      </form>
      <div role="alert">
        {general.map(({ text }) => (
          <p key={text} class="note fault">
            {text}
          </p>
        ))}
      </div>
      <div role="status">{answer && <Answer answer={answer} terms={view.terms} />}</div>
    </section>
  );
}

function Answer({ answer, terms }: { answer: CoverageAnswer; terms: BookedTerm[] }) {
  const { at, lanes } = answer;
  const { covered, by, until } = lanes.critical_updates;
  const names = terms.filter(({ id }) => by.includes(id)).map(({ plan_name, start }) => t.byTerm(plan_name, formatDate(start)));
  return (
    <div class={covered ? "note good" : "note warn"}>
      <p>
        <strong>{covered ? t.yes(formatDate(at), names, until && formatDate(until)) : t.no(formatDate(at))}</strong>
      </p>
      <p class="small">{t.others(OTHERS.map((lane) => t.lane(lane, lanes[lane].covered)))}</p>
    </div>
  );
}
