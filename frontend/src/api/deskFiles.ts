/** One order and one customer at the desk, and what staff do with an order. */
import { request } from "./request.ts";
import type { components } from "./schema.d.ts";

type Schemas = components["schemas"];

/** An order as its buyer sees it, and what only staff see beside it. */
export type DeskOrder = Schemas["DeskOrderFile"];
export type DeskCustomer = Schemas["DeskCustomerFile"];
export type Stated = Schemas["Stated"];
/** The dates that an approval would set, by line. */
export type ApprovalPreview = Schemas["ApprovePreview"];

/** The true last covered day of the plan that a line, counted from 1, extends. */
export interface Correction {
  line: number;
  last_covered_day: string;
}

const at = (number: string) => `/desk/orders/${encodeURIComponent(number)}`;

export function readDeskOrder(number: string, signal: AbortSignal): Promise<DeskOrder> {
  return request<DeskOrder>(at(number), { signal });
}

export function readDeskCustomer(id: string, signal: AbortSignal): Promise<DeskCustomer> {
  return request<DeskCustomer>(`/desk/customers/${encodeURIComponent(id)}`, { signal });
}

export function previewApproval(number: string, corrections: Correction[]): Promise<ApprovalPreview> {
  return request<ApprovalPreview>(`${at(number)}/approve-preview`, { body: { corrections } });
}

export function approveOrder(number: string, reason: string, corrections: Correction[]): Promise<DeskOrder> {
  return request<DeskOrder>(`${at(number)}/approve`, { body: { reason, corrections } });
}

export function rejectOrder(number: string, reason: string): Promise<DeskOrder> {
  return request<DeskOrder>(`${at(number)}/reject`, { body: { reason } });
}

export function cancelAsStaff(number: string, reason: string): Promise<DeskOrder> {
  return request<DeskOrder>(`${at(number)}/cancel`, { body: { reason } });
}
