/** "Is my product covered?", answered from the list of products and platforms. */
import { Component } from "preact";
import { SelectField } from "../../components/Field.tsx";
import { compare as t } from "../../text/en.ts";

/** What is chosen and what is answered, both in words. */
export interface Answer {
  entry: string;
  answer: string;
}

export class Lookup extends Component<{ answers: Answer[] }, { chosen: string }> {
  override state = { chosen: "" };

  override render() {
    const { answers } = this.props;
    const { chosen } = this.state;
    return (
      <form class="scripted" onSubmit={(event) => event.preventDefault()} aria-labelledby="lookup">
        <h3 id="lookup">{t.lookupTitle}</h3>
        <SelectField id="product" label={t.lookupLabel} value={chosen} onChange={(event) => this.setState({ chosen: event.currentTarget.value })}>
          <option value="">{t.lookupChoose}</option>
          {answers.map(({ entry }) => (
            <option key={entry}>{entry}</option>
          ))}
        </SelectField>
        <p role="status" class="answer">
          {answers.find(({ entry }) => entry === chosen)?.answer}
        </p>
      </form>
    );
  }
}
