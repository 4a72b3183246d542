/** The account of a customer: its installations, units, orders, people, and what it is reminded of. */
import { request } from "./request.ts";
import type { components } from "./schema.d.ts";
import type { Role } from "./session.ts";

type Schemas = components["schemas"];

/** Installations soonest to expire first, those over last. */
export type Account = Schemas["Account"];
export type OrderSummary = Schemas["OrderSummary"];
export type Person = Schemas["Contact"];
export type OpenSession = Schemas["SignedIn"];
export type EmailChange = Schemas["PendingAddress"];
export type ReminderKind = Schemas["ReminderKind"];

const bySignal = (signal: AbortSignal) => ({ signal });

/** The calendar file with every end of the customer's cover. */
export const CALENDAR = "/api/v1/account/calendar.ics";

export function readAccount(signal: AbortSignal): Promise<Account> {
  return request<Account>("/account", bySignal(signal));
}

/** The customer's orders, newest first. */
export async function readOrders(signal: AbortSignal): Promise<OrderSummary[]> {
  return (await request<Schemas["Orders"]>("/account/orders", bySignal(signal))).orders;
}

export async function readPeople(signal: AbortSignal): Promise<Person[]> {
  return (await request<Schemas["Contacts"]>("/account/contacts", bySignal(signal))).contacts;
}

export function addPerson(person: { email: string; name: string; role: Role }): Promise<Person> {
  return request<Person>("/account/contacts", { body: person });
}

export function changePerson(id: string, change: { name: string; role: Role }): Promise<Person> {
  return request<Person>(`/account/contacts/${encodeURIComponent(id)}`, { body: change });
}

/** Remove somebody, and return those who are left. */
export async function removePerson(id: string): Promise<Person[]> {
  return (await request<Schemas["Contacts"]>(`/account/contacts/${encodeURIComponent(id)}/remove`, { method: "POST" })).contacts;
}

/** Ask for another address; both the old and the new one are mailed, and both must confirm. */
export function changeEmail(email: string): Promise<unknown> {
  return request("/account/email", { body: { email } });
}

/** The change of the own address that waits for one or both mailboxes, or null. */
export async function readEmailChange(signal?: AbortSignal): Promise<EmailChange | null> {
  return (await request<Schemas["AddressChange"]>("/account/email", signal ? { signal } : {})).pending;
}

/** Take the wish back; its links work no more. */
export async function cancelEmailChange(): Promise<EmailChange | null> {
  return (await request<Schemas["AddressChange"]>("/account/email/cancel", { method: "POST" })).pending;
}

/** What a link would confirm, and for which of the two mailboxes; nothing is confirmed by it. */
export function showEmailChange(token: string, signal: AbortSignal): Promise<Schemas["AddressLink"]> {
  return request<Schemas["AddressLink"]>("/account/email/show", { body: { token }, signal });
}

/** Confirm for one of the two addresses; `changed` once both have. */
export function confirmEmail(token: string): Promise<Schemas["AddressConfirmed"]> {
  return request<Schemas["AddressConfirmed"]>("/account/email/confirm", { body: { token } });
}

export async function readSessions(signal: AbortSignal): Promise<OpenSession[]> {
  return (await request<Schemas["Sessions"]>("/account/sessions", bySignal(signal))).sessions;
}

/** End one session, and return those that are left. */
export async function endOneSession(id: string): Promise<OpenSession[]> {
  return (await request<Schemas["Sessions"]>(`/account/sessions/${encodeURIComponent(id)}/end`, { method: "POST" })).sessions;
}

export async function readReminders(signal: AbortSignal): Promise<ReminderKind[]> {
  return (await request<Schemas["Reminders"]>("/account/reminders", bySignal(signal))).kinds;
}

/** Switch one kind, and return how all of them stand. */
export async function switchReminder(kind: ReminderKind["kind"], on: boolean): Promise<ReminderKind[]> {
  return (await request<Schemas["Reminders"]>("/account/reminders", { body: { kind, on } })).kinds;
}

/** Tell what a mail's link would stop, and whose reminders they are; nothing is stopped. */
export function readStopLink(key: string, signal: AbortSignal): Promise<Schemas["StopLink"]> {
  return request<Schemas["StopLink"]>("/reminder-stops/show", { body: { key }, ...bySignal(signal) });
}

/** Stop what a mail's link names, without signing in, and return its name. */
export async function stopReminders(key: string): Promise<string> {
  return (await request<Schemas["Stop"]>("/reminder-stops", { body: { key } })).name;
}
