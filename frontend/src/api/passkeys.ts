/** The passkeys of staff: the second step of signing in, one's own keys, and those that others have lost. */
import { makePasskey, showPasskey } from "../lib/passkeys.ts";
import { request } from "./request.ts";
import type { components } from "./schema.d.ts";
import type { Session } from "./session.ts";

type Schemas = components["schemas"];
export type Passkeys = Schemas["Passkeys"];
export type Passkey = Schemas["Passkey"];
export type HeldPasskey = Schemas["HeldPasskey"];

/** Let the browser make a passkey and register it; the session is wholly signed in then. */
export async function registerPasskey(name: string): Promise<Session> {
  const asked = await request<Schemas["Registration"]>("/passkeys/registration", { method: "POST" });
  return request<Session>("/passkeys", { body: { name, passkey: await makePasskey(asked) } });
}

/** Let the browser show a passkey: the step after the mail. */
export async function signInByPasskey(): Promise<Session> {
  const asked = await request<Schemas["Challenge"]>("/passkeys/challenge", { method: "POST" });
  return request<Session>("/passkeys/show", { body: { passkey: await showPasskey(asked) } });
}

export function readPasskeys(signal?: AbortSignal): Promise<Passkeys> {
  return request<Passkeys>("/passkeys", signal ? { signal } : {});
}

export function removePasskey(id: string): Promise<Passkeys> {
  return request<Passkeys>(`/passkeys/${id}/remove`, { body: {} });
}

/** Everybody's, for admins. */
export async function readHeldPasskeys(signal: AbortSignal): Promise<HeldPasskey[]> {
  return (await request<Schemas["HeldPasskeys"]>("/desk/passkeys", { signal })).passkeys;
}

export async function removeLostPasskey(id: string, reason: string): Promise<HeldPasskey[]> {
  return (await request<Schemas["HeldPasskeys"]>(`/desk/passkeys/${id}/remove`, { body: { reason } })).passkeys;
}
