import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { type Language, languages } from "#kernel/language.ts";
import { asActor, type Transaction } from "#database/actor.ts";
import { appendAudit } from "#server/audit.ts";
import { asFault } from "#server/errors.ts";
import type { Services } from "#server/procedure.ts";
import { siteAddresses } from "#features/site/addresses.rules.ts";
import { addForms, agencyOfSite, faultsOf, type FormFields, html, knownPractice } from "#features/site/routes.ts";
import { certificatePage, checkPage } from "./check.pages.tsx";
import { readNumber } from "./number.rules.ts";
import { rosterLanguages, rosterTakes } from "./roster.contract.ts";
import { rosterPage, type RosterQuery } from "./roster.pages.tsx";
import { listShown } from "./roster.store.ts";
import { findShown, type ShownCertificate } from "./store.ts";

type PageServices = Pick<Services, "baseUrl" | "database" | "clock">;
/** One network may look up so many numbers, and turn so many pages of the roster. */
const LOOKS = { max: 20, timeWindow: "10 minutes", hook: "preHandler" } as const;
const TURNS = { max: 120, timeWindow: "10 minutes" } as const;
const PAGE = 25;
const MOST_PAGES = 400;
/** Looked for in the place of what can be no number, so that every answer costs the same. */
const NO_NUMBER = "-";

/** What a visitor reads; nothing as long as there is no agency. */
async function asVisitor<T>({ database, clock }: PageServices, nothing: T, read: (tx: Transaction) => Promise<T>): Promise<T> {
  const agency = await agencyOfSite({ database });
  return agency === null ? nothing : asActor(database, clock, { kind: "visitor", agencyId: agency.agency_id, timeZone: agency.time_zone }, read);
}

/** The public pages of graduates (C7): a certificate is checked by its number, and the roster is read. No account, no cookie, no script, in no cache. */
export async function addGraduateRoutes(app: FastifyInstance, services: PageServices): Promise<void> {
  const known = knownPractice(services);
  const faults = faultsOf(known);
  await addForms(app, known, (scope) => {
    for (const language of languages) {
      const busy = async (error: FastifyError, request: FastifyRequest, reply: FastifyReply) =>
        asFault(error).code === "too_many" ? html(reply, 429, checkPage({ practice: await known.now(), language, tried: { how: "busy", typed: typed(request) } })) : faults(error, request, reply);
      scope.get(siteAddresses.certificates[language], async (_request, reply) => html(reply, 200, checkPage({ practice: await known.now(), language, tried: { how: "no" } })));
      scope.post(siteAddresses.certificates[language], { errorHandler: busy, config: { rateLimit: LOOKS } }, (request, reply) => check(services, language, request, reply));
      scope.get(siteAddresses.roster[language], { config: { rateLimit: TURNS } }, (request, reply) => list(services, language, request, reply));
    }
  });
}

const typed = (request: FastifyRequest): string => String([((request.body ?? {}) as FormFields).number ?? ""].flat()[0]).slice(0, 60);

async function check(services: PageServices, language: Language, request: FastifyRequest, reply: FastifyReply) {
  const practice = await knownPractice(services).now();
  const number = readNumber(typed(request));
  const { found, today } = await asVisitor<{ found: ShownCertificate | null; today: string }>(services, { found: null, today: "" }, async (tx) => {
    const shown = await findShown(tx, number ?? NO_NUMBER);
    await appendAudit(tx, { action: "read", procedure: "graduates.check", outcome: shown === null ? "not_found" : "done", requestId: request.id });
    return { found: shown, today: tx.today };
  });
  if (found === null || number === null) return html(reply, 404, checkPage({ practice, language, tried: { how: "nothing", typed: typed(request) } }));
  return html(reply, 200, certificatePage({ practice, language, found: { ...found, number, today } }));
}

const asked = (request: FastifyRequest, name: string): string => {
  const value = (request.query as Record<string, unknown>)[name];
  return typeof value === "string" && !/[\u0000-\u001f]/.test(value) ? value.trim().slice(0, 80) : "";
};
const among = (codes: readonly string[], value: string): string | null => (codes.includes(value) ? value : null);
const readQuery = (request: FastifyRequest): RosterQuery => ({
  town: asked(request, "town"),
  language: among(rosterLanguages, asked(request, "language")),
  takes: among(rosterTakes, asked(request, "takes")),
  page: /^[1-9]\d{0,2}$/.test(asked(request, "page")) ? Math.min(Number(asked(request, "page")), MOST_PAGES) : 1,
});

async function list(services: PageServices, language: Language, request: FastifyRequest, reply: FastifyReply) {
  const query = readQuery(request);
  const practice = await knownPractice(services).now();
  const { entries, today } = await asVisitor(services, { entries: [], today: "2000-01-01" }, async (tx) => ({ entries: await listShown(tx, { ...query, town: query.town === "" ? null : query.town }, { size: PAGE, skip: (query.page - 1) * PAGE }), today: tx.today }));
  const matching = entries[0]?.matching ?? 0;
  return html(reply, 200, rosterPage({ practice, language, asked: query, entries, matching, pages: Math.max(1, Math.ceil(matching / PAGE)), today }));
}
