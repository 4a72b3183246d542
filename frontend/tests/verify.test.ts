/** The check in the browser comes to what the server's comes to: the file is one that the server's tests read as well. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import type { PublicKeys } from "../src/api/verify.ts";
import { canonical, readCanonical } from "../src/lib/canonical.ts";
import { check, isPdf } from "../src/state/verify.ts";

const golden = (name: string): Buffer => readFileSync(new URL(`../../tests/golden/signed/${name}`, import.meta.url));
const FILE = new Uint8Array(golden("quote.json"));
const KEYS = JSON.parse(golden("plandesk-keys.json").toString()) as PublicKeys;

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const text = new TextDecoder().decode(FILE);
const faultOf = async (file: Uint8Array, keys = KEYS) => (await check(file, keys))?.fault;

test("a file that the server signed is right", async () => {
  const found = await check(FILE, KEYS);
  assert.equal(found?.fault, null);
  assert.equal(found?.key_id, KEYS.keys[0]?.key_id);
  assert.deepEqual(found?.quote, {
    number: "Q202604711",
    revision: 1,
    vendor: "Mizutech",
    company: "Acme Ltd",
    issued_at: "2026-11-23T12:00:00+00:00",
    valid_until: "2026-12-23",
    time_zone: "UTC",
    totals: [{ alternative: null, total: { minor: 522000, currency: "USD" } }],
    address: "https://plans.example/quotes/token-of-quote-1/",
  });
});

test("every changed byte is noticed", async () => {
  for (let at = 0; at < FILE.length; at += 1) {
    const changed = FILE.slice();
    changed[at] = (changed[at] ?? 0) ^ 1;
    const fault = await faultOf(changed);
    assert.ok(fault, `byte ${at}: ${fault}`);
  }
});

test("a fault is told by its name, and nothing of what the file says", async () => {
  const cases: [string, string][] = [
    ["changed", text.replace("Acme", "Acne")],
    ["rewritten", `${text}\n`],
    ["rewritten", JSON.stringify(JSON.parse(text), null, 2)],
    ["rewritten", text.replace('"revision":1', '"revision":1.0')],
    ["rewritten", text.replace('"revision":1', '"revision":1,"revision":1')],
    ["other_vendor", text.replace('"vendor":"Mizutech"', '"vendor":"Another"')],
    ["unknown_key", text.replace(/"key_id":"[^"]+"/, '"key_id":"AAAAAAAAAAAAAAAA"')],
    ["unreadable", "{}"],
    ["unreadable", "hello"],
    ["unreadable", ""],
    ["unreadable", `\ufeff${text}`],
    ["unreadable", text.replace("Ed25519", "Ed448")],
  ];
  for (const [fault, file] of cases) {
    const found = await check(bytes(file), KEYS);
    assert.deepEqual([found?.fault, found?.quote], [fault, null], file.slice(-80));
  }
});

test("another key under the same name does not verify", async () => {
  const pair = (await crypto.subtle.generateKey("Ed25519", true, ["sign", "verify"])) as CryptoKeyPair;
  const raw = Buffer.from(await crypto.subtle.exportKey("raw", pair.publicKey)).toString("base64url");
  const keys = { ...KEYS, keys: KEYS.keys.map((each) => ({ ...each, public_key: raw })) };
  assert.equal(await faultOf(FILE, keys), "changed");
});

test("values have one form", () => {
  assert.equal(canonical({ b: [1, { d: null, c: true }], a: "é\u2028\u000f\n/" }), '{"a":"é\u2028\\u000f\\n/","b":[1,{"c":true,"d":null}]}');
  for (const value of [0.5, NaN, 2 ** 53, "\ud800", { "a b": 1 }, undefined]) assert.throws(() => canonical([value]));
  for (const file of ["-0", "1.0", "1e2", '"\\u0041"', '"\\ud800"', ' {}', '{"b":1,"a":2}']) assert.equal(readCanonical(bytes(file)), "rewritten", file);
  for (const file of ["01", "NaN", "", '{"a":1,}']) assert.equal(readCanonical(bytes(file)), "unreadable", file);
});

test("a PDF is told by its first bytes", () => {
  assert.ok(isPdf(bytes("%PDF-1.7\n")));
  assert.ok(!isPdf(FILE));
  assert.ok(!isPdf(bytes("")));
});
