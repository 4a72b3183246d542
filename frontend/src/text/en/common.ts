/** Words that more than one page uses. In parts, so that a page's script carries only those it says. */
export * from "./common/copying.ts";
export * from "./common/faults.ts";
export * from "./common/grammar.ts";
export * from "./common/numbers.ts";
export * from "./common/readings.ts";
export * from "./common/shell.ts";
export * from "./common/units.ts";
