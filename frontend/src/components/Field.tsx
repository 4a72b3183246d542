/** Form controls with the label above and the fault beside, wired for assistive technology. */
import type { ComponentChildren, JSX, TargetedEvent } from "preact";
import { common as t } from "../text/en.ts";

export interface Wording {
  id: string;
  label: ComponentChildren;
  hint?: string | undefined;
  fault?: string | undefined;
  /** True, or the words to say instead of "optional". */
  optional?: boolean | string | undefined;
}

/** What the control itself needs so that hint and fault are read with it. */
interface Wiring {
  id: string;
  "aria-describedby": string | undefined;
  "aria-invalid": true | undefined;
}

interface FrameProps extends Wording {
  control: (wiring: Wiring) => JSX.Element;
}

export function Frame({ id, label, hint, fault, optional, control }: FrameProps) {
  const described = [hint && `${id}-hint`, fault && `${id}-fault`].filter(Boolean).join(" ");
  return (
    <div class={fault ? "field faulty" : "field"}>
      <label for={id}>
        {label} {optional && <span class="soft">({optional === true ? t.optional : optional})</span>}
      </label>
      {hint && (
        <span class="hint" id={`${id}-hint`}>
          {hint}
        </span>
      )}
      {fault && (
        <span class="fault" id={`${id}-fault`}>
          {fault}
        </span>
      )}
      {control({ id, "aria-describedby": described || undefined, "aria-invalid": fault ? true : undefined })}
    </div>
  );
}

/** What a caller may say about any control. */
export interface Control<Element extends EventTarget> {
  name?: string;
  value?: string;
  class?: string;
  disabled?: boolean;
  onBlur?: (event: TargetedEvent<Element>) => void;
  onInput?: (event: TargetedEvent<Element, InputEvent>) => void;
  onChange?: (event: TargetedEvent<Element>) => void;
}

interface TextFieldProps extends Wording, Control<HTMLInputElement> {
  type?: "text" | "email" | "date" | "number" | "search";
  autocomplete?: string;
  inputMode?: "text" | "numeric" | "decimal" | "email";
  maxLength?: number;
  min?: string | number;
  max?: string | number;
  list?: string;
}

export function TextField({ id, label, hint, fault, optional, ...rest }: TextFieldProps) {
  const frame = { id, label, hint, fault, optional };
  return <Frame {...frame} control={(wiring) => <input {...rest} {...wiring} required={!optional} />} />;
}

interface SelectFieldProps extends Wording, Control<HTMLSelectElement> {
  autocomplete?: string;
  /** The options. */
  children: ComponentChildren;
}

export function SelectField({ id, label, hint, fault, optional, children, ...rest }: SelectFieldProps) {
  const frame = { id, label, hint, fault, optional };
  return (
    <Frame
      {...frame}
      control={(wiring) => (
        <select {...rest} {...wiring}>
          {children}
        </select>
      )}
    />
  );
}

interface ChoiceProps {
  label: ComponentChildren;
  type?: "checkbox" | "radio";
  id?: string;
  name?: string;
  value?: string;
  checked?: boolean;
  disabled?: boolean;
  onChange?: (event: TargetedEvent<HTMLInputElement>) => void;
}

/** One checkbox or radio button with its words. */
export function Choice({ label, type = "checkbox", ...rest }: ChoiceProps) {
  const input = type === "radio" ? <input type="radio" {...rest} /> : <input type="checkbox" {...rest} />;
  return (
    <label class="check">
      {input} <span>{label}</span>
    </label>
  );
}
