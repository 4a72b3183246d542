/** Two builds: hashed files for the browser, and one self-contained script that prerenders every page. */
import { readdirSync } from "node:fs";
import { defineConfig, type UserConfig } from "vite";

/** Every file of `src/main` and `src/styles` is an input, so a new page needs no edit here; what styles import comes with them. */
function inputs(): string[] {
  return ["main", "styles"]
    .flatMap((folder) => readdirSync(new URL(`src/${folder}`, import.meta.url)).map((file) => `src/${folder}/${file}`))
    .filter((file) => !["src/styles/tokens.css", "src/styles/cards.css"].includes(file));
}

const client: UserConfig["build"] = {
  manifest: "assets/manifest.json",
  modulePreload: { polyfill: false },
  assetsInlineLimit: 0,
  rolldownOptions: {
    input: inputs(),
    output: {
      chunkFileNames: "assets/shared-[hash].js",
      codeSplitting: {
        groups: [
          { name: "preact", test: /preact\/(dist|jsx-runtime)/, priority: 3 },
          // Apart, for the comparison has no use for hooks.
          { name: "hooks", test: /preact\/hooks/, priority: 2 },
          // What every page with a script uses, in one file instead of many small ones.
          { name: "shared", test: /src\/(lib\/(hydrate|address)|components\/(Button|CopyButton|Field)|text\/en\/common\/(copying|grammar))/, priority: 1 },
        ],
      },
    },
  },
};

const prerender: UserConfig["build"] = {
  ssr: true,
  emptyOutDir: false,
  rolldownOptions: {
    input: "src/prerender/prerender.ts",
    output: { entryFileNames: "[name].mjs", codeSplitting: false },
  },
};

export default defineConfig(({ isSsrBuild }) => ({
  clearScreen: false,
  publicDir: false,
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  build: { target: "es2022", ...(isSsrBuild ? prerender : client) },
  // The operator who prerenders has Node and this one file, and no node_modules (decision 0003).
  ssr: { noExternal: true },
}));
