/** The HTML document around a page: head, styles, data block and script, all as outside files or inert data. */
import type { VNode } from "preact";
import { renderToString } from "preact-render-to-string";

/** Where the browser finds the built files of one page. */
export interface Files {
  styles: string[];
  /** Runs before anything is painted. */
  hold: string | null;
  script: string | null;
  /** What the script loads when it is needed. */
  later: string | null;
  preloads: string[];
}

export interface Content {
  title: string;
  description: string;
  unlisted: boolean;
  /** What the page's script needs; nothing else may stand here. */
  data: unknown;
  tree: VNode;
}

/** The language of the texts in `src/text`. */
const LANGUAGE = "en";

const ICON =
  "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'%3E%3Cpath fill='%230b5b6f' " +
  "d='M2 1h12v14H2z'/%3E%3Cpath stroke='%23fff' stroke-width='1.5' d='M4 5h8M4 8h8M4 11h5'/%3E%3C/svg%3E";

/** The page as one string. A strict CSP holds: no inline script, no inline style; JSON blocks are inert. */
export function document({ title, description, unlisted, data, tree }: Content, files: Files): string {
  return [
    `<!doctype html><html lang="${LANGUAGE}"><head><meta charset="utf-8">`,
    `<meta name="viewport" content="width=device-width, initial-scale=1">`,
    `<title>${escape(title)}</title><meta name="description" content="${escape(description)}">`,
    ...(unlisted ? [`<meta name="robots" content="noindex">`] : []),
    `<link rel="icon" href="${ICON}">`,
    ...(files.hold ? [`<script src="${files.hold}"></script>`] : []),
    ...files.styles.map((href) => `<link rel="stylesheet" href="${href}">`),
    ...files.preloads.map((href) => `<link rel="modulepreload" href="${href}">`),
    ...(files.script ? [`<script type="module" src="${files.script}"></script>`] : []),
    files.later ? `</head><body data-later="${files.later}">` : "</head><body>",
    renderToString(tree),
    ...(data === undefined ? [] : [`<script type="application/json" id="data">${json(data)}</script>`]),
    "</body></html>\n",
  ].join("");
}

function escape(text: string): string {
  return text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/"/g, "&quot;");
}

/** JSON that cannot end its own script element. */
function json(data: unknown): string {
  return JSON.stringify(data).replace(/</g, "\\u003c");
}
