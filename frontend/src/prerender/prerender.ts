/**
 * Writes every page as a static file: `node prerender.mjs VIEW.json ASSETS_DIR OUT_DIR`.
 *
 * VIEW.json is the catalogue view, ASSETS_DIR holds the client build with its manifest. OUT_DIR is made anew.
 */
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { CatalogueView } from "../api/catalogue.ts";
import { document, type Files } from "./document.ts";
import { pages, type Page } from "./pages.tsx";

interface Chunk {
  file: string;
  imports?: string[];
}

type Manifest = Record<string, Chunk>;

const MANIFEST = "manifest.json";

function main(args: string[]): void {
  const [viewFile, assets, out] = args;
  if (!viewFile || !assets || !out || args.length > 3) throw new Error("usage: prerender.mjs VIEW.json ASSETS_DIR OUT_DIR");
  const view = JSON.parse(readFileSync(viewFile, "utf8")) as CatalogueView;
  const manifest = JSON.parse(readFileSync(join(assets, MANIFEST), "utf8")) as Manifest;
  rmSync(out, { recursive: true, force: true });
  cpSync(assets, join(out, "assets"), { recursive: true, filter: (source) => !source.endsWith(MANIFEST) });
  const built = pages(view);
  for (const page of built) write(join(out, page.file), document(page, files(manifest, page)));
  const paths = built.map(({ path }) => path);
  write(join(out, "build.json"), `${JSON.stringify({ catalogue_version: view.version, pages: paths }, null, 2)}\n`);
  process.stdout.write(`${built.length} pages for catalogue ${view.version}\n`);
}

/** The built files a page names by their sources; a source the client build does not know is a fault of ours. */
function files(manifest: Manifest, page: Page): Files {
  const chunk = (source: string): Chunk => {
    const found = manifest[source];
    if (!found) throw new Error(`${page.path} needs ${source}, which the client build does not hold`);
    return found;
  };
  const entry = page.script ? chunk(`src/main/${page.script}`) : null;
  return {
    styles: ["base.css", ...page.styles].map((name) => `/${chunk(`src/styles/${name}`).file}`),
    hold: page.holds ? `/${chunk("src/main/hold.ts").file}` : null,
    script: entry && `/${entry.file}`,
    later: page.later && `/${chunk(`src/main/${page.later}`).file}`,
    preloads: (entry?.imports ?? []).map((key) => `/${chunk(key).file}`),
  };
}

function write(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

main(process.argv.slice(2));
