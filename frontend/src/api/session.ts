/** Who is asking: a visitor, a contact of a customer, or staff; signing in and out. */
import { request } from "./request.ts";

export type Permission = "see_cover" | "see_orders" | "prepare_order" | "order" | "manage_contacts";
export type Role = "owner" | "billing" | "technical";

export interface CustomerView {
  id: string;
  name: string;
  country: string | null;
  tax_id: string | null;
  invoice_email: string | null;
  reference: string | null;
}

interface Known {
  name: string;
  email: string;
  permissions: Permission[];
  ends_at: string;
  demo: boolean;
}

export interface ContactSession extends Known {
  kind: "contact";
  role: Role;
  contact_id: string;
  customer: CustomerView;
}

export interface StaffSession extends Known {
  kind: "staff";
  role: string;
}

export type Session = { kind: "visitor"; demo: boolean } | ContactSession | StaffSession;

/** Who this browser is signed in as; a visitor is an answer too. */
export function readSession(signal?: AbortSignal): Promise<Session> {
  return request<Session>("/session", signal ? { signal } : {});
}

export function endSession(everywhere: boolean): Promise<Session> {
  return request<Session>("/session/end", { body: { everywhere } });
}

/** Ask for the mail with the link and the code; the answer is the same for every address. */
export function askForMail(email: string): Promise<{ expires_at: string }> {
  return request<{ expires_at: string }>("/sign-in", { body: { email } });
}

export function signInByLink(token: string): Promise<Session> {
  return request<Session>("/sign-in/confirm", { body: { token } });
}

export function signInByCode(email: string, code: string): Promise<Session> {
  return request<Session>("/sign-in/confirm", { body: { email, code } });
}
