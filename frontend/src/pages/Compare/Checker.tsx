/** "Is my issue critical?", answered by the vendor's rule as it is written. */
import { Component } from "preact";
import { Choice, TextField } from "../../components/Field.tsx";
import { compare as t } from "../../text/en.ts";
import { type CriticalFacts, whyNotCritical } from "./critical.ts";

interface State {
  share: string;
  calls: string;
  production: boolean;
  isNew: boolean;
}

export class Checker extends Component<{ facts: CriticalFacts }, State> {
  override state: State = { share: "", calls: "", production: true, isNew: false };

  override render() {
    const { share, calls, production, isNew } = this.state;
    const number = (name: "share" | "calls") => ({
      id: name,
      class: "short",
      value: this.state[name],
      onInput: (event: { currentTarget: { value: string } }) => this.setState({ [name]: event.currentTarget.value }),
    });
    return (
      <form class="checker scripted" onSubmit={(event) => event.preventDefault()} aria-labelledby="checker">
        <h3 id="checker">{t.checkTitle}</h3>
        <TextField label={t.checkShare} inputMode="decimal" {...number("share")} />
        <TextField label={t.checkCalls} inputMode="numeric" {...number("calls")} />
        <Choice label={t.checkProduction} checked={production} onChange={() => this.setState({ production: !production })} />
        <Choice label={t.checkNew} checked={isNew} onChange={() => this.setState({ isNew: !isNew })} />
        <p role="status" class="answer">
          {answer(this.props.facts, this.state, share.replace(/\s*%?\s*$/, "").trim(), plain(calls.trim()))}
        </p>
      </form>
    );
  }
}

/** `1,000` and `1 000` as `1000`; anything else stays, to be refused as it was written. */
function plain(count: string): string {
  return /^\d{1,3}([,. ]\d{3})+$/.test(count) ? count.replace(/\D/g, "") : count;
}

function answer(facts: CriticalFacts, { production, isNew }: State, share: string, calls: string): string {
  if (!share || !calls) return t.checkEmpty;
  const percent = Number(share.replace(",", "."));
  if (!/^\d+([.,]\d+)?$/.test(share) || percent > 100) return t.checkBadShare;
  if (!/^\d+$/.test(calls)) return t.checkBadCalls;
  const words = {
    share: t.failsShare(share, facts.share),
    calls: t.failsCalls(calls, facts.calls),
    production: t.failsProduction,
    new: t.failsNew,
  };
  const reasons = whyNotCritical(facts, { percent, calls: Number(calls), production, isNew }).map((reason) => words[reason]);
  return reasons.length ? `${t.checkNo} ${t.checkNoEnd(reasons)}` : `${t.checkYes} ${facts.how}`;
}
