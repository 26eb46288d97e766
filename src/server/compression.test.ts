import Fastify from "fastify";
import { Readable } from "node:stream";
import zlib from "node:zlib";
import { expect, test } from "vitest";
import { addCompression, chooseEncoding, mayCompress } from "./compression.ts";

test("the browser's wish decides: Brotli before gzip, what has q=0 not at all, and nothing where nothing was asked", () => {
  for (const [accepted, expected] of [["gzip, deflate, br, zstd", "br"], ["gzip", "gzip"], ["br;q=0.5, gzip", "gzip"], ["br;q=0, gzip;q=0", null], ["*", "br"], ["gzip;q=0, *;q=0.1", "br"], ["identity", null], ["", null], [undefined, null]] as const) expect([accepted, chooseEncoding(accepted)]).toEqual([accepted, expected]);
});

test("answers to what is sent, and the pages behind a link, are never compressed (D3)", () => {
  expect(["/", "/es/pedir", "/api/cases", "/measures", "/app"].map((url) => mayCompress({ method: "GET", url }))).toEqual([true, true, true, true, true]);
  expect(["/m", "/m?x", "/m/token", "/m/token?q=3"].map((url) => mayCompress({ method: "GET", url }))).toEqual([false, false, false, false]);
  expect(["POST", "HEAD", "PUT", "DELETE"].map((method) => mayCompress({ method, url: "/ask" }))).toEqual([false, false, false, false]);
});

const long = "Una plática corta. ".repeat(400);

async function answering() {
  const app = Fastify();
  addCompression(app);
  app.get("/page", (_request, reply) => reply.type("text/html; charset=utf-8").header("vary", "Origin").send(long));
  app.post("/page", (_request, reply) => reply.type("text/html; charset=utf-8").send(long));
  app.get("/m/token", (_request, reply) => reply.type("text/html; charset=utf-8").send(long));
  app.get("/json", () => ({ long }));
  app.get("/length", (_request, reply) => reply.type("text/css").header("content-length", Buffer.byteLength(long)).send(Buffer.from(long)));
  app.get("/short", (_request, reply) => reply.type("text/html").send("short"));
  app.get("/font", (_request, reply) => reply.type("font/woff2").send(Buffer.alloc(4000)));
  app.get("/stream", (_request, reply) => reply.type("text/css").send(Readable.from([long])));
  app.get("/ready", (_request, reply) => reply.type("text/css").header("content-encoding", "br").send(zlib.brotliCompressSync(long.repeat(9))));
  return (url: string, accepted?: string, method: "GET" | "POST" = "GET") => app.inject({ method, url, headers: accepted === undefined ? {} : { "accept-encoding": accepted } });
}

test("a long text comes whole out of either encoding, with its new length, and caches are told", async () => {
  const ask = await answering();
  for (const [accepted, open] of [["br", zlib.brotliDecompressSync], ["gzip", zlib.gunzipSync]] as const) {
    const answer = await ask("/page", accepted);
    expect([answer.headers["content-encoding"], answer.headers.vary, Number(answer.headers["content-length"])]).toEqual([accepted, "Origin, Accept-Encoding", answer.rawPayload.length]);
    expect(answer.rawPayload.length).toBeLessThan(long.length / 10);
    expect(open(answer.rawPayload).toString("utf8")).toBe(long);
    expect(JSON.parse(open((await ask("/json", accepted)).rawPayload).toString("utf8"))).toEqual({ long });
    const told = await ask("/length", accepted);
    expect([open(told.rawPayload).toString("utf8"), Number(told.headers["content-length"])]).toEqual([long, told.rawPayload.length]);
  }
});

test("whoever reads no compression gets the text as it is, and caches are told that too", async () => {
  const answer = await (await answering())("/page");
  expect([answer.headers["content-encoding"], answer.headers.vary, answer.payload]).toEqual([undefined, "Origin, Accept-Encoding", long]);
});

test("what is short, sent, behind a link, no text, a stream or compressed already is left alone", async () => {
  const ask = await answering();
  for (const [url, method] of [["/short", "GET"], ["/page", "POST"], ["/m/token", "GET"], ["/font", "GET"], ["/stream", "GET"]] as const) {
    const answer = await ask(url, "br, gzip", method);
    expect([url, method, answer.statusCode, answer.headers["content-encoding"]]).toEqual([url, method, 200, undefined]);
  }
  expect(zlib.brotliDecompressSync((await ask("/ready", "br")).rawPayload).toString("utf8")).toBe(long.repeat(9));
});
