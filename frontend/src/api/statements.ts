/** Bank statements at the desk: uploads, lines, choices, the booking step by step, and the mappings of CSV columns. */
import type { Money } from "./catalogue.ts";
import { writeQuery } from "../lib/address.ts";
import { request } from "./request.ts";
import type { components } from "./schema.d.ts";

type Schemas = components["schemas"];

export type Statement = Schemas["Statement"];
export type Verdict = Statement["sums"][number]["verdict"];
export type Sum = Statement["sums"][number];
export type Line = Schemas["StatementLine"];
export type Part = Schemas["Part"];
export type Mapping = Schemas["Mapping"];
export type NamedMapping = Schemas["NamedMapping"];
export type Preview = Schemas["Preview"];
export type EnteredWire = Schemas["EnteredWire"];
export type WireLook = Schemas["Look"];

/** A page of rows, and what the next one is asked by. */
export interface Page<Row, Next> {
  rows: Row[];
  next: Next | null;
}

export function readStatements(after: string | null, signal?: AbortSignal): Promise<Page<Statement, string>> {
  return request(`/desk/statements${writeQuery({ after: after ?? "" })}`, signal ? { signal } : {});
}

export function readStatement(id: string, signal: AbortSignal): Promise<Statement> {
  return request(`/desk/statements/${encodeURIComponent(id)}`, { signal });
}

/** Upload a file; with a mapping it is read as CSV. */
export function uploadStatement(file: File, mapping: string | null): Promise<Statement> {
  return request(`/desk/statements${writeQuery({ name: file.name.slice(0, 200), mapping: mapping ?? "" })}`, { file });
}

export function readLines(id: string, verdict: string, after: number, signal?: AbortSignal): Promise<Page<Line, number>> {
  const query = writeQuery({ verdict, after: String(after), limit: "100" });
  return request(`/desk/statements/${encodeURIComponent(id)}/lines${query}`, signal ? { signal } : {});
}

export function chooseLine(id: string, position: number, choice: Line["choice"], orders: Part[] = []): Promise<Line> {
  return request(`/desk/statements/${encodeURIComponent(id)}/lines/${position}`, { body: { choice, orders } });
}

/** Book the next lines; asked again until the state is `booked`. */
export function confirmStatement(id: string): Promise<Statement> {
  return request(`/desk/statements/${encodeURIComponent(id)}/confirm`, { body: {} });
}

export function discardStatement(id: string): Promise<Statement> {
  return request(`/desk/statements/${encodeURIComponent(id)}/discard`, { body: {} });
}

export async function readMappings(signal: AbortSignal): Promise<NamedMapping[]> {
  return (await request<Schemas["Mappings"]>("/desk/statement-mappings", { signal })).mappings;
}

export async function saveMapping(name: string, mapping: Mapping): Promise<NamedMapping[]> {
  return (await request<Schemas["Mappings"]>("/desk/statement-mappings", { body: { name, mapping } })).mappings;
}

/** `content` is the beginning of the file in Base64. */
export function previewMapping(content: string, mapping: Mapping): Promise<Preview> {
  return request("/desk/statement-mappings/preview", { body: { content, mapping } });
}

export interface WireByHand {
  number: string;
  amount: Money;
  received_on: string;
  bank_reference: string;
}

/** Ask what a wire would do; nothing is booked. */
export function lookAtWire(wire: WireByHand): Promise<WireLook> {
  return request("/desk/wires/look", { body: wire });
}

/** Book a wire, if its verdict is still the one that was shown. */
export function enterWire(wire: WireByHand, expected: Verdict): Promise<EnteredWire> {
  return request("/desk/wires", { body: { ...wire, expected } });
}
