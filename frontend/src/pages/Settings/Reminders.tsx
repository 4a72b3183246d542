/** Which reminders go to the contact: each switch is saved as it is set. */
import { useState } from "preact/hooks";
import { type ReminderKind, switchReminder } from "../../api/account.ts";
import { ErrorSummary } from "../../components/ErrorSummary.tsx";
import { Choice } from "../../components/Field.tsx";
import { useSending } from "../../components/useSending.ts";
import { settings as t } from "../../text/en.ts";

export function Reminders({ kinds, put }: { kinds: ReminderKind[]; put: (kinds: ReminderKind[]) => void }) {
  const [news, setNews] = useState("");
  const { busy, faults, requestId, send } = useSending();
  const set = ({ kind, name }: ReminderKind, on: boolean) =>
    send(async () => {
      setNews("");
      put(await switchReminder(kind, on));
      setNews(on ? t.switchedOn(name) : t.switchedOff(name));
      return "done";
    });
  return (
    <section aria-labelledby="reminders-title">
      <h2 id="reminders-title">{t.remindersTitle}</h2>
      <p>{t.remindersLead}</p>
      <ErrorSummary faults={faults} requestId={requestId} />
      <fieldset>
        <legend class="unseen">{t.remindersTitle}</legend>
        {kinds.map((each) => (
          <Choice
            key={each.kind}
            label={each.name}
            checked={each.on}
            onChange={({ currentTarget }) => {
              const wanted = currentTarget.checked;
              // What is shown is what the server keeps, until it has answered.
              currentTarget.checked = each.on;
              if (!busy) set(each, wanted);
            }}
          />
        ))}
      </fieldset>
      <p role="status" class="small soft">
        {news}
      </p>
    </section>
  );
}
