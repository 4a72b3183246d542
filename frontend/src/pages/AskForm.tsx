/** The form behind "Ask us". */
import { useRef, useState } from "preact/hooks";
import { ProblemError, request } from "../api/request.ts";
import { Button } from "../components/Button.tsx";
import { ErrorSummary, type FieldFault } from "../components/ErrorSummary.tsx";
import { SelectField, TextField } from "../components/Field.tsx";
import { Note } from "../components/Small.tsx";
import { TextArea } from "../components/TextArea.tsx";
import { ask as t, common } from "../text/en.ts";

/** The plans one may ask about. */
export type AskData = { id: string; label: string }[];

type Name = "topic" | "plan" | "name" | "email" | "company" | "message";
type Topic = keyof typeof t.topics;
type Values = Record<Name, string>;

const NAMES: Name[] = ["topic", "plan", "name", "email", "company", "message"];

/** The longest question the server takes. */
const LONGEST = 4000;

export function AskForm({ plans, search }: { plans: AskData; search: string }) {
  const [asked] = useState(() => start(plans, search));
  const [values, setValues] = useState(asked.values);
  const [faults, setFaults] = useState<FieldFault[]>(asked.faults);
  const [requestId, setRequestId] = useState<string | null>(null);
  const [state, setState] = useState<"open" | "sending" | "sent">("open");
  const done = useRef<HTMLHeadingElement>(null);

  const submit = async (event: Event) => {
    event.preventDefault();
    if (state === "sending") return;
    const found = check(values);
    setRequestId(null);
    setFaults(found);
    if (found.length) return;
    setState("sending");
    try {
      await request("/inquiries", { body: payload(values) });
      setState("sent");
      done.current?.focus();
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      setState("open");
      setRequestId(error.requestId);
      setFaults(fromProblem(error));
    }
  };

  const field = (name: Name) => ({
    id: name,
    name,
    value: values[name],
    fault: faults.find((fault) => fault.field === name)?.text,
    onInput: (event: { currentTarget: { value: string } }) => setValues({ ...values, [name]: event.currentTarget.value }),
  });

  return (
    <>
      <div role="status">
        {state === "sent" && (
          <Note tone="good" title={t.sentTitle}>
            <p>{t.sent(values.email)}</p>
          </Note>
        )}
      </div>
      {state !== "sent" && (
        <form class="scripted" noValidate onSubmit={submit}>
          <ErrorSummary faults={faults} requestId={requestId} />
          <SelectField label={t.topic} {...field("topic")}>
            {Object.entries(t.topics).map(([id, label]) => (
              <option key={id} value={id}>
                {label}
              </option>
            ))}
          </SelectField>
          <SelectField label={t.plan} optional {...field("plan")}>
            <option value="">{t.anyPlan}</option>
            {plans.map(({ id, label }) => (
              <option key={id} value={id}>
                {label}
              </option>
            ))}
          </SelectField>
          <TextField label={t.name} autocomplete="name" maxLength={200} {...field("name")} />
          <TextField label={t.email} hint={t.emailHint} type="email" autocomplete="email" maxLength={254} {...field("email")} />
          <TextField label={t.company} optional autocomplete="organization" maxLength={200} {...field("company")} />
          <TextArea label={t.message} maxLength={LONGEST} {...field("message")} />
          <Button kind="primary" type="submit">
            {state === "sending" ? t.sending : t.send}
          </Button>
        </form>
      )}
    </>
  );
}

/** What a link such as `/ask/?plan=pbx.basic` fills in. */
function start(plans: AskData, search: string): { values: Values; faults: FieldFault[] } {
  const query = new URLSearchParams(search);
  const plan = query.get("plan") ?? "";
  const known = plans.some(({ id }) => id === plan);
  const asked = query.get("topic") ?? "";
  const topic = asked in t.topics ? asked : plan || !search ? "plan" : "other";
  const values = { topic, plan: known ? plan : "", name: "", email: "", company: "", message: "" };
  return { values, faults: plan && !known ? [{ field: "plan", text: t.unknownPlan(plan) }] : [] };
}

function check({ name, email, message }: Values): FieldFault[] {
  const faults: [Name, boolean, string][] = [
    ["name", !name.trim(), t.needName],
    ["email", !/^\S+@\S+$/.test(email.trim()), t.needEmail],
    ["message", !message.trim(), t.needMessage],
  ];
  return faults.filter(([, wrong]) => wrong).map(([field, , text]) => ({ field, text }));
}

/** The topic goes in words, for a person reads it; fields that were left empty are left out. */
function payload(values: Values): Record<string, string> {
  const said: Values = { ...values, topic: t.topics[values.topic as Topic] };
  return Object.fromEntries(NAMES.map((name) => [name, said[name].trim()]).filter(([, value]) => value));
}

function fromProblem(problem: ProblemError): FieldFault[] {
  if (problem.unreachable) return [{ field: null, text: common.unreachable }];
  if (!problem.errors.length) return [{ field: null, text: problem.detail || t.failed }];
  return problem.errors.map(({ pointer, detail }) => ({ field: NAMES.find((name) => pointer === `/${name}`) ?? null, text: detail }));
}
