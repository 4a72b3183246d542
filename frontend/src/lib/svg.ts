/** Drawings as data: one description is shown on a page and written as a file that stands alone. */

export type Attributes = Readonly<Record<string, string | number | undefined>>;

export interface Shape {
  name: string;
  attributes: Attributes;
  children: readonly (Shape | string)[];
}

/** What a chart draws, and the room that it takes, in pixels. */
export interface Drawing {
  width: number;
  height: number;
  shapes: readonly Shape[];
}

const NAMESPACE = "http://www.w3.org/2000/svg";
/** XML 1.0 takes none of them, not even escaped. */
const REFUSED = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;

/** One element; numbers are cut to hundredths, and attributes without a value are left out. */
export function shape(name: string, attributes: Attributes = {}, ...children: (Shape | string | null)[]): Shape {
  const kept = Object.entries(attributes).filter(([, value]) => value !== undefined);
  const cut = kept.map(([key, value]) => [key, typeof value === "number" ? Math.round(value * 100) / 100 : value]);
  return { name, attributes: Object.fromEntries(cut) as Attributes, children: children.filter((child) => child !== null) };
}

/** A whole SVG file of a drawing: well-formed XML, with nothing outside it that it needs. */
export function svgFile({ width, height, shapes }: Drawing, font: Attributes): string {
  const root = shape("svg", { xmlns: NAMESPACE, width, height, viewBox: `0 0 ${width} ${height}`, ...font }, ...shapes);
  return `<?xml version="1.0" encoding="UTF-8"?>\n${written(root)}\n`;
}

function written({ name, attributes, children }: Shape): string {
  const said = Object.entries(attributes).map(([key, value]) => ` ${key}="${escaped(String(value))}"`);
  const inner = children.map((child) => (typeof child === "string" ? escaped(child) : written(child)));
  return inner.length ? `<${name}${said.join("")}>${inner.join("")}</${name}>` : `<${name}${said.join("")}/>`;
}

function escaped(text: string): string {
  return text.replace(REFUSED, "").replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/"/g, "&quot;");
}
