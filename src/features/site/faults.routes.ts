import type { FastifyReply, FastifyRequest } from "fastify";
import { type Language, languages } from "#kernel/language.ts";
import { asFault, errorBody } from "#server/errors.ts";
import { spokenTo } from "#server/http.ts";
import { type FaultPageProps, faultPage } from "./privacy.pages.tsx";
import { nobodysPractice, type Practice } from "./practice.rules.ts";

/** Whose page it is and how it is called there; asked where something failed, so that it may fail itself. */
export type FaultPageOf = (request: FastifyRequest) => Promise<Pick<FaultPageProps, "practice" | "language" | "title" | "kind">>;

/** True where a person is looking: a browser that asks for a page. */
export const wantsPage = (request: FastifyRequest): boolean => String(request.headers.accept ?? "").includes("text/html");

/** The language of a page behind a link: the one asked for in its address, else the browser's. */
export function languageOfLink(request: FastifyRequest): Language {
  const asked = (request.query as Record<string, unknown> | undefined)?.lang;
  return languages.find((one) => one === asked) ?? (/^\s*es\b/i.test(String(request.headers["accept-language"] ?? "")) ? "es" : "en");
}

/**
 * The error handler of family pages (D3): a person gets a page with what to do now and whom to call, a program the same
 * error as everywhere. Neither the message nor what was typed is repeated.
 */
export function answerFaults(pageOf: FaultPageOf) {
  return async (error: unknown, request: FastifyRequest, reply: FastifyReply) => {
    const fault = asFault(error);
    if (fault.status >= 500) request.log.error({ err: (fault.cause as Error) ?? error }, "the request failed");
    reply.status(fault.status).header("cache-control", "no-store");
    if (!wantsPage(request)) return reply.type("application/json").send(errorBody(fault, request.id, spokenTo(request)));
    return reply.type("text/html; charset=utf-8").send(faultPage({ ...(await pageOf(request)), reason: fault.code === "too_many" ? "too_many" : "ours" }));
  };
}

/** The practice as it was when it was last read, for a moment at which the database does not answer. */
export class KnownPractice {
  private last: Practice = nobodysPractice;
  constructor(private readonly read: () => Promise<Practice>) {}
  /** Reads it anew; throws where the database does not answer. */
  async now(): Promise<Practice> {
    this.last = await this.read();
    return this.last;
  }
  /** Never throws. */
  orLast(): Promise<Practice> {
    return this.now().catch(() => this.last);
  }
}
