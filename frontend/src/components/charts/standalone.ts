/** A chart as a file of its own: title, drawing, legend, sentences and source in one SVG, light and without a style sheet. */
import type { Drawing, Shape } from "../../lib/svg.ts";
import { shape, svgFile } from "../../lib/svg.ts";
import { FONT, paint } from "./looks.ts";
import { type Entry, SAMPLE } from "./legend.ts";

export interface Sheet {
  title: string;
  drawing: Drawing;
  legend: readonly Entry[];
  sentences: readonly string[];
  source: string;
}

const MARGIN = 24;
const LINE = 18;
/** Between two entries of the legend. */
const ENTRY = SAMPLE.height + 6;
/** Letters that fit beside each other, of which one takes 6.5 pixels at most on average. */
const letters = (width: number, each: number) => Math.floor(width / each);

export function standalone({ title, drawing, legend, sentences, source }: Sheet): string {
  const below: Shape[] = [];
  let y = MARGIN;
  const write = (words: string, attributes: Record<string, string | number>, each: number) => {
    for (const row of rowsOf(words, letters(drawing.width, each))) {
      below.push(shape("text", { ...paint.ink, ...attributes, x: MARGIN, y: y + 13 }, row));
      y += LINE;
    }
  };
  write(title, { "font-size": 16, "font-weight": 600 }, 8.5);
  y += 8;
  below.push(shape("g", { transform: `translate(${MARGIN} ${y})` }, ...drawing.shapes));
  y += drawing.height + 12;
  for (const { sample, words } of legend) {
    below.push(shape("g", { transform: `translate(${MARGIN} ${y})` }, ...sample));
    const rows = rowsOf(words, letters(drawing.width - SAMPLE.width - 8, 6.8));
    const top = y + SAMPLE.height / 2 + 4.5;
    rows.forEach((row, index) => below.push(shape("text", { ...paint.ink, x: MARGIN + SAMPLE.width + 8, y: top + index * LINE }, row)));
    y += ENTRY + Math.max(0, rows.length - 1) * LINE;
  }
  y += 4;
  for (const sentence of sentences) write(sentence, {}, 6.8);
  write(source, { ...paint.soft, "font-size": 12 }, 6.3);
  const [width, height] = [drawing.width + 2 * MARGIN, y + MARGIN];
  const ground = shape("rect", { ...paint.paper, width, height });
  return svgFile({ width, height, shapes: [shape("title", {}, title), shape("desc", {}, [...sentences, source].join(" ")), ground, ...below] }, FONT);
}

/** Words in rows of at most so many letters; a longer word has a row of its own. */
export function rowsOf(words: string, most: number): string[] {
  const rows: string[] = [];
  for (const word of words.split(/\s+/).filter(Boolean)) {
    const last = rows.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= most) rows[rows.length - 1] = `${last} ${word}`;
    else rows.push(word);
  }
  return rows;
}
