/** A field for longer text; apart from the others, for few pages have one. */
import { type Control, Frame, type Wording } from "./Field.tsx";

interface TextAreaProps extends Wording, Control<HTMLTextAreaElement> {
  rows?: number;
  maxLength?: number;
}

export function TextArea({ id, label, hint, fault, optional, rows = 6, ...rest }: TextAreaProps) {
  const frame = { id, label, hint, fault, optional };
  return <Frame {...frame} control={(wiring) => <textarea rows={rows} {...rest} {...wiring} required={!optional} />} />;
}
