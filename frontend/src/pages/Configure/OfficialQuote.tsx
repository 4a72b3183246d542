/** Making an official quote of the selection, at list price and without an account. */
import { useEffect, useRef, useState } from "preact/hooks";
import { type Addressee, makeQuote, type QuoteView, readQuote } from "../../api/quotes.ts";
import { Button, ButtonLink } from "../../components/Button.tsx";
import { CopyButton } from "../../components/CopyButton.tsx";
import { ErrorSummary, type FieldFault } from "../../components/ErrorSummary.tsx";
import { SelectField, TextField } from "../../components/Field.tsx";
import { Note } from "../../components/Small.tsx";
import { useSending } from "../../components/useSending.ts";
import { countryNames } from "../../lib/countries.ts";
import { formatDate } from "../../lib/dates.ts";
import { isMailAddress } from "../../lib/mail.ts";
import { formatMoney } from "../../lib/money.ts";
import { keepBuyer, quoteKey, restoreBuyer } from "../../state/kept.ts";
import { quoteAddress } from "../../state/quotes.ts";
import { entries, orderLine } from "../../state/selection.ts";
import { buying, officialQuote as t } from "../../text/en.ts";
import type { Desk } from "./Configure.tsx";
import { obstacles } from "./faults.ts";

type Values = Record<keyof Addressee, string>;

const FIELDS = ["company", "contact", "email", "country"] as const;
const START = "official-quote-start";
const control = (field: keyof Addressee): string => `quote-${field}`;

interface Made {
  token: string;
  quote: QuoteView;
  /** The lines it was made of, as text. */
  content: string;
}

export function OfficialQuote({ desk }: { desk: Desk }) {
  const [open, setOpen] = useState(false);
  const [made, setMade] = useState<Made | null>(null);
  const done = useRef<HTMLHeadingElement>(null);
  const before = useRef(open);
  useEffect(() => {
    if (open) document.getElementById(control("company"))?.focus();
    else if (before.current) (done.current ?? document.getElementById(START))?.focus();
    before.current = open;
  }, [open]);
  return (
    <section aria-labelledby="official-quote-title" id="official-quote">
      <h2 id="official-quote-title">{t.title}</h2>
      <p>{t.lead}</p>
      <div role="status">{made && <Ready made={made} heading={done} changed={made.content !== contentOf(desk)} />}</div>
      {open ? (
        <Making
          desk={desk}
          close={() => setOpen(false)}
          ready={(next) => {
            setMade(next);
            setOpen(false);
          }}
        />
      ) : (
        <Button id={START} onClick={() => setOpen(true)}>
          {made ? t.another : t.start}
        </Button>
      )}
    </section>
  );
}

interface ReadyProps {
  made: Made;
  heading: { current: HTMLHeadingElement | null };
  changed: boolean;
}

function Ready({ made: { token, quote }, heading, changed }: ReadyProps) {
  return (
    <Note tone="good">
      <h3 ref={heading} tabIndex={-1}>
        {t.madeTitle(quote.number)}
      </h3>
      <p>{t.made(formatMoney(quote.total), formatDate(quote.valid_until))}</p>
      {changed && <p>{t.older}</p>}
      <div class="actions">
        <ButtonLink href={quoteAddress(token)}>{t.open}</ButtonLink>
        {quote.pdf_url && <ButtonLink href={quote.pdf_url}>{t.pdf}</ButtonLink>}
        <CopyButton text={() => location.origin + quoteAddress(token)} words={t.copying} />
      </div>
    </Note>
  );
}

interface MakingProps {
  desk: Desk;
  close: () => void;
  ready: (made: Made) => void;
}

function Making({ desk, close, ready }: MakingProps) {
  const [values, setValues] = useState<Values>(() => ({ company: "", contact: "", email: "", country: "", ...known() }));
  const waits = desk.prices.asking;
  const form = useSending(Object.fromEntries(FIELDS.map((field) => [field, control(field)])));
  const change = (next: Partial<Values>) => {
    setValues({ ...values, ...next });
    keepBuyer({ ...restoreBuyer<Values>(), ...values, ...next });
  };
  const submit = (event: Event) => {
    event.preventDefault();
    if (waits) return;
    const found = wrong(desk, values);
    if (found.length) return form.refuse(found);
    return form.send(async () => {
      ready(await make(desk, values));
      return "done";
    });
  };
  const field = (name: keyof Values) => ({
    id: control(name),
    label: t.fields[name],
    optional: true,
    value: values[name],
    fault: form.faultOf(control(name)),
    onInput: ({ currentTarget }: { currentTarget: HTMLInputElement | HTMLSelectElement }) => change({ [name]: currentTarget.value }),
  });
  return (
    <form class="card" noValidate aria-labelledby="official-quote-form" onSubmit={submit}>
      <h3 id="official-quote-form">{t.formTitle}</h3>
      <p>{t.formLead}</p>
      <ErrorSummary faults={form.faults} requestId={form.requestId} />
      <div class="pair">
        <TextField autocomplete="organization" maxLength={200} {...field("company")} />
        <TextField autocomplete="name" maxLength={200} {...field("contact")} />
        <TextField type="email" autocomplete="email" maxLength={254} {...field("email")} />
        <SelectField autocomplete="country" {...field("country")}>
          <option value="">{t.chooseCountry}</option>
          {countryNames().map(([code, name]) => (
            <option key={code} value={code}>
              {name}
            </option>
          ))}
        </SelectField>
      </div>
      <div class="actions">
        <Button type="submit" aria-disabled={form.busy || waits}>
          {form.busy ? t.making : waits ? buying.updating : t.make}
        </Button>
        <Button kind="quiet" onClick={close}>
          {t.cancel}
        </Button>
      </div>
    </form>
  );
}

/** What was typed at the checkout, or here before. */
function known(): Partial<Values> {
  const kept = restoreBuyer<Values>();
  return Object.fromEntries(FIELDS.flatMap((field) => (kept[field] ? [[field, kept[field]]] : [])));
}

function wrong({ selection, offer, prices }: Desk, { email }: Values): FieldFault[] {
  if (!prices.current || prices.problem) return [{ field: null, text: t.notPriced }];
  const selected = obstacles(selection, offer, prices.answer);
  return [
    ...(selected.length ? [{ field: null, text: t.notReady }, ...selected.map(({ field, text }) => ({ field, text }))] : []),
    ...(email.trim() && !isMailAddress(email.trim()) ? [{ field: control("email"), text: t.malformed }] : []),
  ];
}

/** The quote as it was made; sent again after a fault of the network, the same one is answered. */
async function make(desk: Desk, values: Values): Promise<Made> {
  const filled = FIELDS.map((field) => [field, values[field].trim()]).filter(([, value]) => value);
  const { currency } = desk.selection;
  const asked = { lines: linesOf(desk), ...(currency ? { currency } : {}), ...(Object.fromEntries(filled) as Partial<Values>) };
  const { token } = await makeQuote(asked, quoteKey(JSON.stringify(asked)));
  const quote = await readQuote(token);
  return { token, quote, content: contentOf(desk) };
}

/** As they are ordered: with the names of the installations that were typed. */
function linesOf({ selection, offer }: Desk) {
  const incidents = entries(selection, offer).filter(({ line }) => line.kind === "incidents");
  return [...selection.cards.map(orderLine), ...incidents.map(({ line }) => line)];
}

const contentOf = (desk: Desk): string => JSON.stringify([desk.selection.currency, linesOf(desk)]);
