/** The account of a customer: its installations, units, orders, people, and what it is reminded of. */
import type { Money } from "./catalogue.ts";
import type { InstallationSummary, Units } from "./installations.ts";
import type { OrderState } from "./orders.ts";
import { request } from "./request.ts";
import type { CustomerView, Role } from "./session.ts";

export interface Account {
  customer: CustomerView;
  today: string;
  time_zone: string;
  /** Soonest to expire first, those over last. */
  installations: InstallationSummary[];
  units: Units[];
  notices: string[];
}

export interface OrderSummary {
  number: string;
  token: string;
  state: OrderState;
  placed_at: string;
  total: Money;
  lines: { title: string }[];
}

export interface Person {
  id: string;
  email: string;
  name: string;
  role: Role;
}

export interface OpenSession {
  id: string;
  created_at: string;
  seen_at: string;
  ends_at: string;
  browser: string;
  current: boolean;
}

export interface ReminderKind {
  kind: string;
  name: string;
  on: boolean;
}

const bySignal = (signal: AbortSignal) => ({ signal });

/** The calendar file with every end of the customer's cover. */
export const CALENDAR = "/api/v1/account/calendar.ics";

export function readAccount(signal: AbortSignal): Promise<Account> {
  return request<Account>("/account", bySignal(signal));
}

/** The customer's orders, newest first. */
export async function readOrders(signal: AbortSignal): Promise<OrderSummary[]> {
  return (await request<{ orders: OrderSummary[] }>("/account/orders", bySignal(signal))).orders;
}

export async function readPeople(signal: AbortSignal): Promise<Person[]> {
  return (await request<{ contacts: Person[] }>("/account/contacts", bySignal(signal))).contacts;
}

export function addPerson(person: { email: string; name: string; role: Role }): Promise<Person> {
  return request<Person>("/account/contacts", { body: person });
}

export function changePerson(id: string, change: { name: string; role: Role }): Promise<Person> {
  return request<Person>(`/account/contacts/${encodeURIComponent(id)}`, { body: change });
}

/** Remove somebody, and return those who are left. */
export async function removePerson(id: string): Promise<Person[]> {
  return (await request<{ contacts: Person[] }>(`/account/contacts/${encodeURIComponent(id)}/remove`, { method: "POST" })).contacts;
}

/** Ask for another address; both the old and the new one are mailed, and both must confirm. */
export function changeEmail(email: string): Promise<unknown> {
  return request("/account/email", { body: { email } });
}

/** Confirm for one of the two addresses; `changed` once both have. */
export function confirmEmail(token: string): Promise<{ changed: boolean }> {
  return request<{ changed: boolean }>("/account/email/confirm", { body: { token } });
}

export async function readSessions(signal: AbortSignal): Promise<OpenSession[]> {
  return (await request<{ sessions: OpenSession[] }>("/account/sessions", bySignal(signal))).sessions;
}

/** End one session, and return those that are left. */
export async function endOneSession(id: string): Promise<OpenSession[]> {
  return (await request<{ sessions: OpenSession[] }>(`/account/sessions/${encodeURIComponent(id)}/end`, { method: "POST" })).sessions;
}

export async function readReminders(signal: AbortSignal): Promise<ReminderKind[]> {
  return (await request<{ kinds: ReminderKind[] }>("/account/reminders", bySignal(signal))).kinds;
}

/** Switch one kind, and return how all of them stand. */
export async function switchReminder(kind: string, on: boolean): Promise<ReminderKind[]> {
  return (await request<{ kinds: ReminderKind[] }>("/account/reminders", { body: { kind, on } })).kinds;
}

/** Stop what a mail's link names, without signing in, and return its name. */
export async function stopReminders(key: string): Promise<string> {
  return (await request<{ name: string }>("/reminder-stops", { body: { key } })).name;
}
