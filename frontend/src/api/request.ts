/** The one way to the server: typed answers, and one error for everything that is not one. */

/** One fault of a payload or a selection, beside the thing it is about. */
export interface Fault {
  pointer: string;
  detail: string;
  rule: string;
}

interface ProblemBody {
  type?: string;
  title?: string;
  status?: number;
  detail?: string;
  request_id?: string;
  errors?: Partial<Fault>[];
}

/** The slug when no answer of ours came back: the network failed, or something between spoke instead. */
export const UNREACHABLE = "unreachable";

/**
 * An answer that is not the one asked for.
 *
 * Pages switch on `type` (the slug after `/problems/`), never on text. `body` holds the members that only some
 * problems have, such as `total` of `total-changed`.
 */
export class ProblemError extends Error {
  readonly type: string;
  readonly status: number;
  readonly detail: string;
  readonly errors: Fault[];
  readonly requestId: string | null;
  /** After how many seconds it may be tried again, where the server says so. */
  readonly retryAfter: number | null;
  readonly body: Record<string, unknown>;

  constructor(type: string, status: number, body: ProblemBody, requestId: string | null, retryAfter: number | null = null) {
    super(body.title ?? type);
    this.name = "ProblemError";
    this.type = type;
    this.status = status;
    this.detail = body.detail ?? "";
    this.errors = (body.errors ?? []).map(({ pointer = "", detail = "", rule = "" }) => ({ pointer, detail, rule }));
    this.requestId = body.request_id ?? requestId;
    this.retryAfter = retryAfter;
    this.body = { ...body };
  }

  /** True when the request may never have arrived; the same idempotency key makes a second try safe. */
  get unreachable(): boolean {
    return this.type === UNREACHABLE;
  }
}

export interface RequestOptions {
  method?: "GET" | "POST";
  body?: unknown;
  /** A file to be sent as it is, instead of a body. */
  file?: Blob;
  idempotencyKey?: string;
  /** Who asks, where it is not the session's cookie that says so. */
  authorization?: string;
  signal?: AbortSignal;
}

/**
 * Ask the server under `/api/v1` and return the JSON it answers (null for an empty answer).
 *
 * @throws ProblemError for every answer outside 2xx and for a network failure. An abort is passed on as it is.
 */
export async function request<T>(path: string, options: RequestOptions = {}): Promise<T> {
  const { json } = await exchange(path, options, {});
  return json as T;
}

/** Something that changes, as it is now. */
export interface Newer<T> {
  value: T;
  etag: string | null;
}

/**
 * Ask again for something that changes: null while it is still what has this ETag.
 *
 * @throws ProblemError as `request` does.
 */
export async function requestNewer<T>(path: string, etag: string | null, signal?: AbortSignal): Promise<Newer<T> | null> {
  const { response, json } = await exchange(path, signal ? { signal } : {}, etag ? { "If-None-Match": etag } : {});
  return response.status === 304 ? null : { value: json as T, etag: response.headers.get("ETag") };
}

async function exchange(
  path: string,
  options: RequestOptions,
  extra: Record<string, string>,
): Promise<{ response: Response; json: unknown }> {
  const { body, file, idempotencyKey, authorization, signal } = options;
  const headers: Record<string, string> = { Accept: "application/json", ...extra };
  if (body !== undefined) headers["Content-Type"] = "application/json";
  if (file) headers["Content-Type"] = "application/octet-stream";
  if (idempotencyKey) headers["Idempotency-Key"] = idempotencyKey;
  if (authorization) headers["Authorization"] = authorization;
  const init: RequestInit = { method: options.method ?? (body === undefined && !file ? "GET" : "POST"), headers };
  if (body !== undefined) init.body = JSON.stringify(body);
  if (file) init.body = file;
  if (signal) init.signal = signal;

  let response: Response;
  let text: string;
  try {
    response = await fetch(`/api/v1${path}`, init);
    text = await response.text();
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new ProblemError(UNREACHABLE, 0, {}, null);
  }
  const json = parse(text);
  if ((response.ok && json !== undefined) || response.status === 304) return { response, json };
  throw problem(response, json);
}

/** Undefined means that the text is not JSON. */
function parse(text: string): unknown {
  if (text === "") return null;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function problem({ status, headers }: Response, json: unknown): ProblemError {
  const requestId = headers.get("X-Request-Id");
  const retryAfter = seconds(headers.get("Retry-After"));
  const body = typeof json === "object" && json !== null ? (json as ProblemBody) : null;
  const slug = body?.type?.split("/problems/")[1];
  // A proxy's HTML page, or JSON that is not ours, is not an answer of the product.
  return slug && body ? new ProblemError(slug, status, body, requestId, retryAfter) : new ProblemError(UNREACHABLE, status, {}, requestId, retryAfter);
}

/** The header in seconds; a proxy may write a date instead, which is left alone. */
function seconds(header: string | null): number | null {
  return header !== null && /^\d+$/.test(header) ? Number(header) : null;
}
