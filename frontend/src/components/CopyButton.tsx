/** Copies a link, or another text, and says so. */
import { Component } from "preact";
import { common as t } from "../text/en.ts";
import { Button } from "./Button.tsx";

interface Props {
  text: () => string;
  /** What the button and its answers say, where it copies something else than the page's link. */
  words?: { copy: string; copied: string; copyFailed: string };
}

/** Named one by one: a default of the whole namespace would put every sentence of it into every page. */
const LINK = { copy: t.copy, copied: t.copied, copyFailed: t.copyFailed };

// A class, as in every island of the comparison: that page then needs no hooks, which are a fifth of its script.
export class CopyButton extends Component<Props, { said: string }> {
  override state = { said: "" };

  copy = async () => {
    const { text, words = LINK } = this.props;
    this.setState({ said: "" });
    try {
      // Without https a browser has no clipboard: the error below is then ours to tell.
      await navigator.clipboard.writeText(text());
      this.setState({ said: words.copied });
    } catch {
      this.setState({ said: words.copyFailed });
    }
  };

  override render() {
    return (
      <>
        <Button onClick={this.copy}>{(this.props.words ?? LINK).copy}</Button> <span role="status">{this.state.said}</span>
      </>
    );
  }
}
