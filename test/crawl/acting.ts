import { expect } from "vitest";
import { call } from "../access/server.ts";
import type { Reader } from "./crawl.ts";
import type { Marked } from "./programme.ts";

/** Something done as somebody through the API; the answer must be good. `Body` is what its contract answers then. */
export async function act<Body>({ server }: Marked, { cookie }: Reader, method: string, address: string, body: object): Promise<Body> {
  const answer = await call(server, cookie, method, `/api${address}`, body, Buffer.isBuffer(body) ? { "content-type": "application/octet-stream" } : {});
  expect(answer.status, `${address} ${answer.text}`).toBe(200);
  return answer.body;
}

/** What somebody reads through the API; the answer must be good. */
export async function look<Body>({ server }: Marked, { cookie }: Reader, address: string): Promise<Body> {
  const answer = await call(server, cookie, "GET", `/api${address}`);
  expect(answer.status, `${address} ${answer.text}`).toBe(200);
  return answer.body;
}
