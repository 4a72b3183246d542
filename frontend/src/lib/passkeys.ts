/** Asks the browser for a passkey: bytes come and go as base64url, which is all the server speaks. */

/** What a new passkey answers; the server's own words. */
export interface Registration {
  challenge: string;
  domain: string;
  vendor: string;
  person_id: string;
  person: string;
  algorithms: number[];
  known: string[];
  timeout_seconds: number;
}

export type Challenge = Pick<Registration, "challenge" | "domain" | "known" | "timeout_seconds">;

export interface Made {
  id: string;
  client_data: string;
  attestation_object: string;
}

export interface Shown {
  id: string;
  client_data: string;
  authenticator_data: string;
  signature: string;
}

/** `stopped`: the person did, or no key of theirs was there; browsers do not tell which. */
export type Failure = "unsupported" | "stopped" | "known" | "elsewhere";

export class PasskeyFailed extends Error {
  readonly failure: Failure;

  constructor(failure: Failure) {
    super(failure);
    this.name = "PasskeyFailed";
    this.failure = failure;
  }
}

/**
 * Let the person make a passkey.
 *
 * @throws PasskeyFailed where none came of it.
 */
export async function makePasskey(asked: Registration): Promise<Made> {
  const made = await ask(() =>
    navigator.credentials.create({
      publicKey: {
        challenge: bytes(asked.challenge),
        rp: { id: asked.domain, name: asked.vendor },
        user: { id: bytes(asked.person_id), name: asked.person, displayName: asked.person },
        pubKeyCredParams: asked.algorithms.map((alg) => ({ type: "public-key", alg })),
        excludeCredentials: credentials(asked.known),
        authenticatorSelection: { residentKey: "preferred", userVerification: "preferred" },
        attestation: "none",
        timeout: milliseconds(asked),
      },
    }),
  );
  const response = made.response as AuthenticatorAttestationResponse;
  return { id: text(made.rawId), client_data: text(response.clientDataJSON), attestation_object: text(response.attestationObject) };
}

/**
 * Let the person show a passkey of theirs.
 *
 * @throws PasskeyFailed where none came of it.
 */
export async function showPasskey(asked: Challenge): Promise<Shown> {
  const shown = await ask(() =>
    navigator.credentials.get({
      publicKey: {
        challenge: bytes(asked.challenge),
        rpId: asked.domain,
        allowCredentials: credentials(asked.known),
        userVerification: "preferred",
        timeout: milliseconds(asked),
      },
    }),
  );
  const response = shown.response as AuthenticatorAssertionResponse;
  return {
    id: text(shown.rawId),
    client_data: text(response.clientDataJSON),
    authenticator_data: text(response.authenticatorData),
    signature: text(response.signature),
  };
}

/** Whether this browser knows passkeys at all, at this address. */
export function knowsPasskeys(): boolean {
  return typeof PublicKeyCredential === "function";
}

/** What a browser's own error means, by its name in the standard. */
export function failureOf(name: string): Failure | null {
  if (name === "NotAllowedError" || name === "AbortError") return "stopped";
  if (name === "InvalidStateError") return "known";
  if (name === "SecurityError") return "elsewhere";
  return name === "NotSupportedError" ? "unsupported" : null;
}

export function bytes(base64url: string): Uint8Array<ArrayBuffer> {
  const raw = atob(base64url.replace(/-/g, "+").replace(/_/g, "/"));
  return Uint8Array.from(raw, (each) => each.charCodeAt(0));
}

export function text(buffer: ArrayBuffer): string {
  const raw = String.fromCharCode(...new Uint8Array(buffer));
  return btoa(raw).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
}

async function ask(browser: () => Promise<Credential | null>): Promise<PublicKeyCredential> {
  if (!knowsPasskeys()) throw new PasskeyFailed("unsupported");
  try {
    return (await browser()) as PublicKeyCredential;
  } catch (error) {
    const failure = error instanceof DOMException ? failureOf(error.name) : null;
    if (failure === null) throw error;
    throw new PasskeyFailed(failure);
  }
}

function credentials(ids: string[]): PublicKeyCredentialDescriptor[] {
  return ids.map((id) => ({ type: "public-key", id: bytes(id) }));
}

function milliseconds({ timeout_seconds }: Challenge): number {
  return timeout_seconds * 1000;
}
