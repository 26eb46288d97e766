import cookie from "@fastify/cookie";
import helmet from "@fastify/helmet";
import rateLimit from "@fastify/rate-limit";
import fastifyStatic from "@fastify/static";
import { OpenAPIHandler } from "@orpc/openapi/fastify";
import type { AnyContractRouter } from "@orpc/contract";
import { OpenAPIGenerator } from "@orpc/openapi";
import { ORPCError } from "@orpc/server";
import { ZodToJsonSchemaConverter } from "@orpc/zod/zod4";
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest, type FastifyServerOptions } from "fastify";
import { randomUUID } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { Fault } from "#kernel/faults.ts";
import type { Language } from "#kernel/language.ts";
import type { Actor } from "#database/actor.ts";
import { addCompression } from "./compression.ts";
import { asFault, errorBody } from "./errors.ts";
import { addMetrics, countRefused, type Gauge } from "./metrics.ts";
import { deviceOf } from "./device.ts";
import { type Call, listProcedures, makeRouter, type Services } from "./procedure.ts";
import { serverWords } from "./words.ts";

export const SIGN_IN_COOKIE = "dyad_session";
/** Holds a sign-in at an organisation together with the browser that began it. It comes back with another site's link, so it is lax. */
const STEP_COOKIE = "dyad_step";
const STEP_PATH = "/";
const STEP_SECONDS = 600;
/** Bytes of a body of JSON or a form. A file is read as it comes, and counted where it is taken in. */
const MOST_BYTES = 1_048_576;
/** Milliseconds within which a request has come whole, from whoever it is: somewhat more than the largest file may take. */
const LONGEST_REQUEST = 1_000_000;

/** A request of a page as a call, with whoever is signed in there. */
export type CallFor = (request: FastifyRequest, reply: FastifyReply) => Promise<Call>;

/** What the server needs of the features: who a sign-in token stands for, and routes beside the API. */
export type ServerParts = {
  services: Services;
  contract: AnyContractRouter;
  handlers: unknown;
  resumeActor(token: string): Promise<{ actor: Actor; language: Language; owes: Call["owes"] } | null>;
  addPages(app: FastifyInstance, callFor: CallFor): Promise<void>;
  isReady(): Promise<boolean>;
  /** Figures of this moment, for `/metrics`. */
  readGauges(): Promise<readonly Gauge[]>;
  /** Whether a later release has taken the database over: then nothing is written here any more. */
  isBehind(): boolean;
  logStream?: { write(line: string): void };
};

/** The language of the request: the one asked for, else the browser's. */
export function languageOf(request: FastifyRequest): Language {
  const asked = String(request.headers["accept-language"] ?? "");
  return /^\s*es\b/i.test(asked) ? "es" : "en";
}

/** Whether a write comes from another site's page: the browser says where it came from. */
function isForeignWrite(request: FastifyRequest, baseUrl: string): boolean {
  if (["GET", "HEAD", "OPTIONS"].includes(request.method)) return false;
  const { origin, host } = request.headers;
  const site = request.headers["sec-fetch-site"];
  if (site === "cross-site") return true;
  // The browser itself says that our own page sent it; a form on a page without referrer has the origin "null".
  if (origin === undefined || (origin === "null" && site === "same-origin")) return false;
  if (origin === new URL(baseUrl).origin) return false;
  try {
    return origin === "null" || new URL(origin).host !== host;
  } catch {
    // An Origin that is no address is foreign.
    return true;
  }
}

/** Refuses another site's write. Nobody's trail could hold it, so it is counted and logged, without the site's address. */
function refuseForeignWrite(request: FastifyRequest, baseUrl: string): void {
  if (!isForeignWrite(request, baseUrl)) return;
  countRefused("foreign_origin");
  request.log.warn("another site's page tried to write here");
  throw new Fault("not_allowed", serverWords.otherSite);
}

/** Where something happened, without its message, which may quote what somebody wrote. */
const stackOf = (error: unknown) => String((error as Error)?.stack ?? "").split("\n").filter((line) => line.startsWith("    at ")).slice(0, 12).join("\n");

/** Paths with a token in them are logged without it. */
const loggedPath = (url: string) => url.split("?")[0]!.replace(/^\/(m|feed|portal\/in|portal\/begin|news\/confirm|news\/leave|training\/application)\/[^/]+/, "/$1/…");

/** The web server: headers, limits, same-origin check, the API, the application's files, and the pages that features add. */
export async function makeServer(parts: ServerParts): Promise<FastifyInstance> {
  const { services } = parts;
  const behindTls = services.baseUrl.startsWith("https:");
  const app = Fastify({
    bodyLimit: MOST_BYTES,
    requestTimeout: LONGEST_REQUEST,
    trustProxy: services.settings.trustedProxies,
    genReqId: () => randomUUID(),
    // An address that cannot be read never reaches a route or a hook: it is refused in the one shape, and not repeated.
    frameworkErrors: (_error: Error, request: FastifyRequest, reply: FastifyReply) => void reply.status(400).header("x-request-id", request.id).type("application/json").send(errorBody(new Fault("malformed", serverWords.badAddress), request.id, languageOf(request))),
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: 500 },
    logger: {
      level: "info",
      ...(parts.logStream ? { stream: parts.logStream } : {}),
      serializers: {
        req: (request: FastifyRequest) => ({ method: request.method, path: loggedPath(request.url) }),
        res: (reply: FastifyReply) => ({ status: reply.statusCode }),
        // A message of the database may quote what somebody wrote: only where it happened is logged.
        err: (error: Error & { code?: string }) => ({ type: error.name, code: error.code ?? "", message: "", stack: stackOf(error) }),
      },
    } as FastifyServerOptions["logger"],
  });

  app.setErrorHandler((error, request, reply) => {
    const fault = asFault(error);
    if (fault.status >= 500) request.log.error({ err: (fault.cause as Error) ?? error }, "the request failed");
    return reply.status(fault.status).type("application/json").send(errorBody(fault, request.id, spokenTo(request)));
  });
  app.addHook("onRequest", async (request, reply) => {
    reply.header("x-request-id", request.id);
    // No page of ours asks for any of these; what might get into one shall not either.
    reply.header("permissions-policy", "camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()");
    refuseForeignWrite(request, services.baseUrl);
    if (parts.isBehind() && !["GET", "HEAD", "OPTIONS"].includes(request.method)) throw new Fault("not_ready", serverWords.updated);
  });
  await app.register(helmet, {
    contentSecurityPolicy: { useDefaults: false, directives: { defaultSrc: ["'none'"], scriptSrc: ["'self'"], styleSrc: ["'self'"], imgSrc: ["'self'", "data:"], fontSrc: ["'self'"], connectSrc: ["'self'"], mediaSrc: ["'self'"], formAction: ["'self'"], baseUri: ["'none'"], frameAncestors: ["'none'"], manifestSrc: ["'self'"] } },
    hsts: behindTls ? { maxAge: 31_536_000 } : false,
    frameguard: { action: "deny" },
    referrerPolicy: { policy: "no-referrer" },
    xDnsPrefetchControl: { allow: false },
  });
  await app.register(cookie);
  await app.register(rateLimit, { max: 1200, timeWindow: "1 minute", allowList: services.demo !== "0" ? ["127.0.0.1", "::1"] : [], errorResponseBuilder: () => new Fault("too_many", serverWords.tooMany) });

  app.get("/healthz", { config: { rateLimit: false } }, async () => ({ alive: true }));
  app.get("/readyz", { config: { rateLimit: false } }, async (request, reply) => {
    if (!parts.isBehind() && (await parts.isReady())) return { ready: true };
    return reply.status(503).send(errorBody(new Fault("not_ready", serverWords.databaseNotReady), request.id, spokenTo(request)));
  });

  addMetrics(app, parts.readGauges);
  addCompression(app);
  await addApi(app, parts);
  await addApplication(app, services.projectRoot);
  await parts.addPages(app, (request, reply) => resumedCall(parts, request, reply));
  return app;
}

type Resumed = Awaited<ReturnType<ServerParts["resumeActor"]>>;

/** A request as a call: who calls, from what, and the ways to set the cookies of signing in. */
export function callOf(request: FastifyRequest, reply: FastifyReply, services: Services, found: Resumed = null): Call {
  const cookie = { httpOnly: true, secure: services.baseUrl.startsWith("https:") } as const;
  return {
    services,
    requestId: request.id,
    actor: found?.actor ?? null,
    language: requestedLanguage(request) ?? found?.language ?? languageOf(request),
    device: deviceOf(String(request.headers["user-agent"] ?? "")),
    owes: found?.owes ?? "nothing",
    signInToken: request.cookies[SIGN_IN_COOKIE] ?? null,
    setSignInToken: (next) => void (next === null ? reply.clearCookie(SIGN_IN_COOKIE, { path: "/" }) : reply.setCookie(SIGN_IN_COOKIE, next, { path: "/", sameSite: "strict", ...cookie })),
    stepToken: request.cookies[STEP_COOKIE] ?? null,
    setStepToken: (next) => void (next === null ? reply.clearCookie(STEP_COOKIE, { path: STEP_PATH }) : reply.setCookie(STEP_COOKIE, next, { path: STEP_PATH, sameSite: "lax", maxAge: STEP_SECONDS, ...cookie })),
  };
}

/** A request as the call of whoever is signed in there. */
async function resumedCall({ services, resumeActor }: ServerParts, request: FastifyRequest, reply: FastifyReply): Promise<Call> {
  const token = request.cookies[SIGN_IN_COOKIE] ?? null;
  const found = token ? await resumeActor(token) : null;
  if (token && !found) countRefused("dead_token");
  return callOf(request, reply, services, found);
}

async function addApi(app: FastifyInstance, parts: ServerParts): Promise<void> {
  const { services } = parts;
  const router = makeRouter(parts.contract, parts.handlers);
  takeBytes(app, parts.contract);
  const handlerIn = (language: Language) => new OpenAPIHandler<Call>(router as never, {
    clientInterceptors: [
      async ({ next, context }) => {
        try {
          return await next();
        } catch (error) {
          const fault = asFault(error);
          if (fault.status >= 500) services.log.error({ type: (fault.cause as Error)?.name ?? "", code: (fault.cause as { code?: string })?.code ?? "", where: stackOf(fault.cause ?? error), requestId: context.requestId }, "the request failed");
          throw new ORPCError(fault.code, { status: fault.status, message: fault.message, data: errorBody(fault, context.requestId, context.language) });
        }
      },
    ],
    // What goes wrong before a procedure is reached has no call to ask for its language.
    customErrorResponseBodyEncoder: (error) => error.data ?? errorBody(asFault(error), "", language),
  });
  const handlers = { en: handlerIn("en"), es: handlerIn("es") };
  const document = await new OpenAPIGenerator({ schemaConverters: [new ZodToJsonSchemaConverter()] }).generate(parts.contract, { info: { title: "Dyad", version: "0.1.0" }, servers: [{ url: "/api" }] });
  app.get("/api/openapi.json", async () => document);
  app.all("/api/*", async (request, reply) => {
    reply.header("cache-control", "no-store");
    const context = await resumedCall(parts, request, reply);
    const { matched } = await handlers[context.language].handle(request, reply, { prefix: "/api", context });
    if (!matched) throw new Fault("not_found", serverWords.noAddress);
    return reply;
  });
}

/** Lets the body of those procedures through as it comes that state to take bytes; elsewhere a file is the wrong type, as before. */
function takeBytes(app: FastifyInstance, contract: AnyContractRouter): void {
  const taking = new Set(listProcedures(contract).filter((one) => one.access.takes === "bytes").map((one) => `/api${one.path}`));
  app.addContentTypeParser("application/octet-stream", (request, payload, done) => {
    if (!taking.has(request.url.split("?")[0]!.replace(/\/$/, ""))) return done(new Fault("wrong_type", serverWords.wrongType));
    // Whoever stops reading early must still be able to answer: the connection is left alone.
    return done(null, { bytes: payload.iterator({ destroyOnReturn: false }) });
  });
}

/** In which language a fault is said where no call has come about: the one asked for, that of the page, else the browser's. */
export function spokenTo(request: FastifyRequest): Language {
  return requestedLanguage(request) ?? (/^\/es(\/|\?|$)|[?&]lang=es(&|$)/.test(request.url) ? "es" : languageOf(request));
}

function requestedLanguage(request: FastifyRequest): Language | null {
  const asked = request.headers["x-dyad-language"];
  return asked === "en" || asked === "es" ? asked : null;
}

/** The staff application: one page, its hashed files cached for ever. */
async function addApplication(app: FastifyInstance, projectRoot: string): Promise<void> {
  const web = path.join(projectRoot, "dist", "web");
  if (fs.existsSync(path.join(web, "assets"))) await app.register(fastifyStatic, { root: path.join(web, "assets"), prefix: "/app/assets/", immutable: true, maxAge: "365d", index: false, preCompressed: true });
  const page = async (_request: FastifyRequest, reply: FastifyReply) => {
    const file = path.join(web, "index.html");
    if (!fs.existsSync(file)) throw new Fault("not_ready", serverWords.pagesNotBuilt);
    return reply.type("text/html; charset=utf-8").header("cache-control", "no-store").send(fs.readFileSync(file));
  };
  app.get("/app", page);
  app.get("/app/*", page);
}
