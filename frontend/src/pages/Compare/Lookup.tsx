/** "Is my product covered?", answered from the list of products and platforms. */
import { Component } from "preact";
import { SelectField } from "../../components/Field.tsx";
import { compare as t } from "../../text/en.ts";

/** Platforms of one product with the same answer, in words. */
export interface Answer {
  product: string;
  platforms: string[];
  answer: string;
}

export class Lookup extends Component<{ answers: Answer[] }, { chosen: string }> {
  override state = { chosen: "" };

  override render() {
    const { chosen } = this.state;
    const entries = this.props.answers.flatMap(({ product, platforms, answer }) =>
      platforms.map((platform) => ({ entry: t.lookupEntry(product, platform), answer })),
    );
    return (
      <form class="scripted" onSubmit={(event) => event.preventDefault()} aria-labelledby="lookup">
        <h3 id="lookup">{t.lookupTitle}</h3>
        <SelectField id="product" label={t.lookupLabel} value={chosen} onChange={(event) => this.setState({ chosen: event.currentTarget.value })}>
          <option value="">{t.lookupChoose}</option>
          {entries.map(({ entry }) => (
            <option key={entry}>{entry}</option>
          ))}
        </SelectField>
        <p role="status" class="answer">
          {entries.find(({ entry }) => entry === chosen)?.answer}
        </p>
      </form>
    );
  }
}
