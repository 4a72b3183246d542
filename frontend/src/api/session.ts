/** Who is asking: a visitor, a contact of a customer, or staff; signing in and out. */
import { request } from "./request.ts";
import type { components } from "./schema.d.ts";

type Schemas = components["schemas"];
type Answer = Schemas["Session"];
/** Of whoever is signed in, everything is there that is theirs. */
type Known = { [Member in keyof Answer]: NonNullable<Answer[Member]> };

export type Permission = "see_cover" | "see_orders" | "prepare_order" | "order" | "manage_contacts";
export type Role = Schemas["Contact"]["role"];

export interface ContactSession extends Omit<Known, "second_step"> {
  kind: "contact";
  role: Role;
}

export interface StaffSession extends Omit<Known, "contact_id" | "customer" | "second_step"> {
  kind: "staff";
  /** What is still to be done after the mail, before anything else. */
  second_step: Answer["second_step"];
  role: Exclude<Known["role"], Role>;
}

/** Staff who have answered the mail and are still to show a passkey. */
export interface HalfwaySession extends StaffSession {
  second_step: NonNullable<StaffSession["second_step"]>;
}

export type Session = (Answer & { kind: "visitor" }) | ContactSession | StaffSession;

/** Who this browser is signed in as; a visitor is an answer too. */
export function readSession(signal?: AbortSignal): Promise<Session> {
  return request<Session>("/session", signal ? { signal } : {});
}

export function endSession(everywhere: boolean): Promise<Session> {
  return request<Session>("/session/end", { body: { everywhere } });
}

/** Ask for the mail with the link and the code; the answer is the same for every address. */
export function askForMail(email: string): Promise<Schemas["Asked"]> {
  return request<Schemas["Asked"]>("/sign-in", { body: { email } });
}

export function signInByLink(token: string): Promise<Session> {
  return request<Session>("/sign-in/confirm", { body: { token } });
}

export function signInByCode(email: string, code: string): Promise<Session> {
  return request<Session>("/sign-in/confirm", { body: { email, code } });
}
