/** Copies a link and says so. */
import { Component } from "preact";
import { common as t } from "../text/en.ts";
import { Button } from "./Button.tsx";

interface Props {
  text: () => string;
  label?: string;
}

// A class, as in every island of the comparison: that page then needs no hooks, which are a fifth of its script.
export class CopyButton extends Component<Props, { said: string }> {
  override state = { said: "" };

  copy = async () => {
    this.setState({ said: "" });
    try {
      // Without https a browser has no clipboard: the error below is then ours to tell.
      await navigator.clipboard.writeText(this.props.text());
      this.setState({ said: t.copied });
    } catch {
      this.setState({ said: t.copyFailed });
    }
  };

  override render() {
    return (
      <>
        <Button onClick={this.copy}>{this.props.label ?? t.copy}</Button> <span role="status">{this.state.said}</span>
      </>
    );
  }
}
