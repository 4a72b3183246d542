/** Every way an answer can be something else than what was asked for. */
import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import { ProblemError, request, requestNewer, UNREACHABLE } from "../src/api/request.ts";
import { problemWords, requestToName } from "../src/components/problemWords.ts";

const network = globalThis.fetch;
afterEach(() => {
  globalThis.fetch = network;
});

/** Answer the next request and keep what was sent. */
function answer(body: string, init: ResponseInit): { sent: Request[] } {
  const sent: Request[] = [];
  globalThis.fetch = (input, options) => {
    sent.push(new Request(new URL(String(input), "http://127.0.0.1"), options));
    return Promise.resolve(new Response(body, init));
  };
  return { sent };
}

async function failure(promise: Promise<unknown>): Promise<ProblemError> {
  const error: unknown = await promise.then(
    () => null,
    (reason: unknown) => reason,
  );
  assert.ok(error instanceof ProblemError);
  return error;
}

test("a body is posted as JSON with its idempotency key", async () => {
  const { sent } = answer('{"number":"1"}', { status: 201 });
  assert.deepEqual(await request("/orders", { body: { lines: [] }, idempotencyKey: "key-00001" }), { number: "1" });
  assert.equal(sent[0]?.method, "POST");
  assert.equal(sent[0]?.headers.get("Idempotency-Key"), "key-00001");
  assert.deepEqual(await sent[0]?.json(), { lines: [] });
});

test("a problem keeps its slug, its faults, its own members and the request id", async () => {
  const body = {
    type: "https://example.test/problems/total-changed",
    title: "The total has changed",
    status: 409,
    detail: "It is higher.",
    request_id: "01J",
    errors: [{ pointer: "/lines/0/plan", detail: "Not for sale.", rule: "not-buyable" }],
    total: { minor: 1, currency: "USD" },
  };
  answer(JSON.stringify(body), { status: 409 });
  const problem = await failure(request("/orders", { body: {} }));
  assert.equal(problem.type, "total-changed");
  assert.equal(problem.status, 409);
  assert.equal(problem.requestId, "01J");
  assert.equal(problem.errors[0]?.pointer, "/lines/0/plan");
  assert.deepEqual(problem.body["total"], { minor: 1, currency: "USD" });
  assert.equal(problem.unreachable, false);
});

test("what was tried too often says in words when it can be tried again", async () => {
  const told = async (headers: Record<string, string>) => {
    answer('{"type":"https://example.test/problems/too-many-requests","detail":"Retry-After says."}', { status: 429, headers });
    return problemWords(await failure(request("/sign-in", { body: {} })));
  };
  assert.match(await told({ "Retry-After": "700" }), /in 12 minutes;/);
  assert.match(await told({ "Retry-After": "60" }), /in 60 seconds;/);
  assert.match(await told({ "Retry-After": "70000" }), /in 20 hours;/);
  assert.match(await told({ "Retry-After": "Thu, 26 Nov 2026 12:00:00 GMT" }), /again later;/);
  assert.match(await told({}), /again later;/);
});

test("a network failure is a kind of its own", async () => {
  globalThis.fetch = () => Promise.reject(new TypeError("Failed to fetch"));
  assert.equal((await failure(request("/prices", { body: {} }))).type, UNREACHABLE);
});

test("a proxy's page is not an answer, whatever its status", async () => {
  for (const status of [200, 502]) {
    answer("<html>", { status, headers: { "X-Request-Id": "01K" } });
    const problem = await failure(request("/catalogue"));
    assert.equal(problem.unreachable, true);
    assert.equal(problem.requestId, "01K");
  }
});

test("a fault of the server is told as one, with the request to name", async () => {
  answer("<html>", { status: 503, headers: { "X-Request-Id": "01K" } });
  const proxy = await failure(request("/advice", { body: {} }));
  assert.match(problemWords(proxy), /wrong at the server/);
  assert.equal(requestToName(proxy), "01K");
  const body = { type: "https://example.test/problems/internal-error", detail: "A reason of ours.", request_id: "01L" };
  answer(JSON.stringify(body), { status: 500 });
  const ours = await failure(request("/advice", { body: {} }));
  assert.equal(problemWords(ours), "A reason of ours.");
  assert.equal(requestToName(ours), "01L");
  answer("<html>", { status: 429, headers: { "Retry-After": "5", "X-Request-Id": "01M" } });
  const often = await failure(request("/advice", { body: {} }));
  assert.match(problemWords(often), /in 5 seconds;/);
  assert.equal(requestToName(often), null);
});

test("what no network carried is told as that, without a request", async () => {
  globalThis.fetch = () => Promise.reject(new TypeError("Failed to fetch"));
  const problem = await failure(request("/advice", { body: {} }));
  assert.match(problemWords(problem), /could not be reached/);
  assert.equal(requestToName(problem), null);
});

test("an empty answer is null", async () => {
  answer("", { status: 202 });
  assert.equal(await request("/inquiries", { body: {} }), null);
});

test("an abort is passed on as it is", async () => {
  const controller = new AbortController();
  globalThis.fetch = () => {
    controller.abort();
    return Promise.reject(new DOMException("gone", "AbortError"));
  };
  await assert.rejects(request("/prices", { signal: controller.signal }), { name: "AbortError" });
});

test("an unchanged answer is null, a newer one brings its ETag", async () => {
  const { sent } = answer('{"state":"paid"}', { status: 200, headers: { ETag: '"2"' } });
  assert.deepEqual(await requestNewer("/orders/t", '"1"'), { value: { state: "paid" }, etag: '"2"' });
  assert.equal(sent[0]?.headers.get("If-None-Match"), '"1"');
  globalThis.fetch = () => Promise.resolve(new Response(null, { status: 304 }));
  assert.equal(await requestNewer("/orders/t", '"2"'), null);
});
