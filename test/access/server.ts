import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import type { InferContractRouterOutputs } from "@orpc/contract";
import type { FastifyInstance } from "fastify";
import { randomBytes } from "node:crypto";
import type { contract } from "#features/contract.ts";
import { openSignIn } from "#features/account/store.ts";
import { projectAnswer } from "#features/disclosure/store.ts";
import { addMinutes } from "#kernel/dates.ts";
import { makeApplication } from "#main/application.ts";
import { openFolder } from "#server/files.ts";
import { hashToken } from "#server/keys.ts";
import type { Services } from "#server/procedure.ts";
import { makeQueue } from "#server/queue.ts";
import { readSettings } from "#server/settings.ts";
import { type FreshDatabase, freshDatabase } from "../support/database.ts";
import { testKeys } from "../support/keys.ts";

export const projectRoot = path.resolve(import.meta.dirname, "../..");

/** The whole server on a database of its own, not listening: requests are injected. `logged` is every line that it wrote. */
export type TestServer = { fresh: FreshDatabase; services: Services; app: FastifyInstance; logged: string[]; close(): Promise<void> };

/** Starts the server as the product does, with the demo's mode and settings given. */
export async function startServer({ demo = "0", now, environment = {} }: { demo?: Services["demo"]; now?: string; environment?: Record<string, string> } = {}): Promise<TestServer> {
  const fresh = await freshDatabase(now);
  const dataDirectory = fs.mkdtempSync(path.join(os.tmpdir(), "dyad-server-"));
  const { boss, enqueue } = makeQueue(fresh.loginConfig as never);
  await boss.start();
  const logged: string[] = [];
  const note = (details: object, message: string) => void logged.push(`${message} ${JSON.stringify(details)}`);
  const services: Services = { database: fresh.database, clock: fresh.clock, settings: readSettings(environment, projectRoot), demo, signingKey: testKeys().signing, keys: testKeys(), dataDirectory, projectRoot, baseUrl: "http://dyad.test", enqueue, files: openFolder(path.join(dataDirectory, "files")), projectAnswer, log: { warn: note, error: note } };
  const app = await makeApplication(services, { write: (line) => void logged.push(line) });
  return {
    fresh,
    services,
    app,
    logged,
    close: async () => {
      await app.close();
      await boss.stop({ graceful: false });
      await fresh.close();
      fs.rmSync(dataDirectory, { recursive: true, force: true });
    },
  };
}

/** The cookie of a sign-in, made by the product's own door; what a password would have cost is left out. */
export async function signedIn({ services }: TestServer, account: { accountId: string; agencyId: string }): Promise<string> {
  const token = randomBytes(32).toString("base64url");
  const now = services.clock.now();
  await openSignIn(services.database, hashToken(token), account, now, addMinutes(now, 60), false);
  return `dyad_session=${token}`;
}

/** What each procedure answers where it is allowed, by feature and name. */
export type Outputs = InferContractRouterOutputs<typeof contract>;

export type Answer = { status: number; text: string; body: any; requestId: string };

/** One request to the API. A body is sent as JSON; `raw` as it is. */
export async function call({ app }: TestServer, cookie: string | null, method: string, address: string, body?: unknown, headers: Record<string, string> = {}): Promise<Answer> {
  const isText = typeof body === "string" || Buffer.isBuffer(body);
  const answer = await app.inject({ method: method as "GET", url: address, headers: { ...(cookie ? { cookie } : {}), ...(body !== undefined ? { "content-type": "application/json" } : {}), ...headers }, ...(body === undefined ? {} : { payload: isText ? (body as string) : JSON.stringify(body) }) });
  let read: unknown = null;
  try {
    read = JSON.parse(answer.body);
  } catch {
    // A page, or a file: `text` holds it.
  }
  return { status: answer.statusCode, text: answer.body, body: read, requestId: String(answer.headers["x-request-id"] ?? "") };
}
