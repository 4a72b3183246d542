/** Dividing the money of one line between orders; the server insists that the parts add up. */
import { useState } from "preact/hooks";
import type { Money } from "../../../api/catalogue.ts";
import { chooseLine, type Line, type Part } from "../../../api/statements.ts";
import { Button } from "../../../components/Button.tsx";
import { ErrorSummary, type FieldFault } from "../../../components/ErrorSummary.tsx";
import { TextField } from "../../../components/Field.tsx";
import { useSending } from "../../../components/useSending.ts";
import { readAmount } from "../../../lib/amounts.ts";
import { decimal, formatMoney } from "../../../lib/money.ts";
import { readOrderNumber } from "../../../lib/orderNumber.ts";
import { wires } from "../../../text/en.ts";

const t = wires.lines;

interface Props {
  line: Line;
  amount: Money;
  statementId: string;
  done: (line: Line) => void;
  cancel: () => void;
}

interface Typed {
  number: string;
  amount: string;
}

export function Choose({ line, amount, statementId, done, cancel }: Props) {
  const [rows, setRows] = useState<Typed[]>(() => begin(line, amount));
  const sending = useSending();
  const submit = () => {
    const faults: FieldFault[] = [];
    const parts: Part[] = [];
    rows.forEach(({ number, amount: text }, place) => {
      const part = readAmount(text, amount.currency);
      const order = readOrderNumber(number);
      if (!order) faults.push({ field: fieldOf(line, "number", place), text: t.badNumber });
      if (!part) faults.push({ field: fieldOf(line, "amount", place), text: t.badAmount });
      else if (order) parts.push({ number: order, amount: part });
    });
    if (faults.length) return sending.refuse(faults);
    sending.send(async () => {
      done(await chooseLine(statementId, line.position, "orders", parts));
      return "done";
    });
  };
  const type = (place: number, change: Partial<Typed>) => setRows(rows.map((row, each) => (each === place ? { ...row, ...change } : row)));
  return (
    <form
      noValidate
      aria-label={t.chooseOf(line.position)}
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <p>{t.split(formatMoney(amount))}</p>
      <ErrorSummary faults={sending.faults} requestId={sending.requestId} />
      {rows.map((row, place) => (
        <div key={place}>
          <TextField
            id={fieldOf(line, "number", place)}
            label={t.number(place + 1)}
            value={row.number}
            fault={sending.faultOf(fieldOf(line, "number", place))}
            onInput={(event) => type(place, { number: event.currentTarget.value })}
          />
          <TextField
            id={fieldOf(line, "amount", place)}
            label={t.amount(place + 1)}
            inputMode="decimal"
            value={row.amount}
            fault={sending.faultOf(fieldOf(line, "amount", place))}
            onInput={(event) => type(place, { amount: event.currentTarget.value })}
          />
          {rows.length > 1 && (
            <p>
              <Button kind="quiet" aria-label={t.allToRow(place + 1)} onClick={() => setRows([{ ...row, amount: decimal(amount) }])}>
                {t.all}
              </Button>
              <Button kind="quiet" aria-label={t.removeRow(place + 1)} onClick={() => setRows(rows.filter((_, each) => each !== place))}>
                {t.remove}
              </Button>
            </p>
          )}
        </div>
      ))}
      <div class="actions">
        <Button type="submit" aria-disabled={sending.busy}>
          {t.keep}
        </Button>
        <Button kind="quiet" onClick={() => setRows([...rows, { number: "", amount: "" }])}>
          {t.another}
        </Button>
        <Button kind="quiet" onClick={cancel}>
          {t.cancel}
        </Button>
      </div>
    </form>
  );
}

/** Begin with what was chosen, else with the orders the line names, else with one row for all of it. */
function begin(line: Line, amount: Money): Typed[] {
  if (line.orders.length) return line.orders.map((part) => ({ number: part.number, amount: decimal(part.amount) }));
  if (line.hints.length > 1) return line.hints.map((number) => ({ number, amount: "" }));
  return [{ number: line.hints[0] ?? "", amount: decimal(amount) }];
}

function fieldOf(line: Line, name: string, place: number): string {
  return `line-${line.position}-${name}-${place}`;
}
