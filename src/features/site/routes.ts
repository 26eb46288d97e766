import { createHmac } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { parse } from "node:querystring";
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { Fault } from "#kernel/faults.ts";
import type { Language } from "#kernel/language.ts";
import { type Actor, asActor } from "#database/actor.ts";
import { appendAudit } from "#server/audit.ts";
import { asFault, errorBody } from "#server/errors.ts";
import { spokenTo } from "#server/http.ts";
import { serverWords } from "#server/words.ts";
import { signText, textIsSigned } from "#server/keys.ts";
import type { Services } from "#server/procedure.ts";
import { type AgencyRow, listAgencies } from "#features/account/store.ts";
import { promiseSettings, receiveRequest } from "#features/intake/handlers.ts";
import { promiseFor } from "#features/intake/promise.rules.ts";
import { readConsultationForm, receiptCode } from "#features/intake/rules.ts";
import { readOwnWords } from "#features/about/handlers.ts";
import { readTeam } from "#features/about/team.handlers.ts";
import { readTold } from "#features/testimonials/shown.handlers.ts";
import { languageOfPath, siteAddresses, type SitePage } from "./addresses.rules.ts";
import { askPage, type AskProps } from "./ask.pages.tsx";
import { familyAssets } from "./assets.rules.ts";
import { expectPage } from "./expect.pages.tsx";
import { answerFaults, KnownPractice, wantsPage } from "./faults.routes.ts";
import { type Findable, robotsOf, sitemapOf } from "./found.rules.ts";
import { homePage } from "./home.pages.tsx";
import { nobodysPractice, practiceFrom } from "./practice.rules.ts";
import { notFoundPage, privacyPage } from "./privacy.pages.tsx";
import { receiptPage } from "./receipt.pages.tsx";
import type { PageProps } from "./shell.pages.tsx";
import { studiesPage } from "./studies.pages.tsx";
import type { HomePageProps } from "./own.pages.tsx";
import { teamPage, type TeamPageProps } from "./team.pages.tsx";
import { visitPage } from "./visit.pages.tsx";

const MOST_FORM_BYTES = 32 * 1024;
/** Forms that are taken from one network in ten minutes, in each language. */
const MOST_FORMS = 30;
/** A form may lie open for a day before it is sent. */
const STAMP_HOURS = 24;
const TRAP = "website";
const STAMP = "stamp";

type SiteServices = Pick<Services, "database" | "clock" | "signingKey" | "projectRoot" | "baseUrl">;

/** The practice whose public site this is: the first agency that treats families. */
export async function agencyOfSite(services: Pick<Services, "database">): Promise<AgencyRow | null> {
  return (await listAgencies(services.database)).find((agency) => agency.kind === "provider") ?? null;
}

/** What the practice says itself and who agreed to be named, read anew for each page: what was taken back is gone with the next look. */
async function ownOf(services: SiteServices, language: Language): Promise<Pick<TeamPageProps & HomePageProps, "ownWords" | "team" | "told">> {
  const agency = await agencyOfSite(services);
  if (!agency) return { ownWords: {}, team: [], told: [] };
  const visitor: Actor = { kind: "visitor", agencyId: agency.agency_id, timeZone: agency.time_zone };
  return asActor(services.database, services.clock, visitor, async (tx) => {
    const ownWords = await readOwnWords(tx);
    return { ownWords, team: await readTeam(tx, ownWords), told: await readTold(tx, language) };
  });
}

/** The practice of the site, read anew with each page. */
export const knownPractice = (services: Pick<Services, "database" | "baseUrl">): KnownPractice =>
  new KnownPractice(async () => {
    const agency = await agencyOfSite(services);
    return { ...(agency ? practiceFrom(agency) : nobodysPractice), origin: services.baseUrl };
  });
/** What a page of the site answers where something fails. */
export const faultsOf = (known: KnownPractice) =>
  answerFaults(async (request) => {
    const practice = await known.orLast();
    return { practice, language: languageOfPath(request.url), title: practice.name, kind: "form" };
  });
/** What was sent with a form. */
export type FormFields = Record<string, string | string[] | undefined>;
/** Forms of the public site: small, read as a form alone, in no cache. */
export const addForms = async (app: FastifyInstance, known: KnownPractice, add: (scope: FastifyInstance) => void): Promise<void> =>
  void (await app.register(async (scope) => {
    scope.setErrorHandler(faultsOf(known));
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser("application/x-www-form-urlencoded", { parseAs: "string", bodyLimit: MOST_FORM_BYTES }, (_request, body, done) => done(null, parse(String(body), "&", "=", { maxKeys: 200 })));
    scope.addHook("onRequest", async (_request, reply) => void reply.header("cache-control", "no-store"));
    add(scope);
  }));

/** The public site (D1–D4): rendered here, no script needed, no cookie, nothing from anybody else. `listFurther` names what a search may find beside its own pages. */
export async function addSiteRoutes(app: FastifyInstance, services: SiteServices, listFurther: () => Promise<Findable[]>): Promise<void> {
  for (const asset of familyAssets((file) => fs.readFileSync(path.join(services.projectRoot, file)))) {
    app.get(asset.path, (_request, reply) => reply.type(asset.contentType).header("cache-control", "public, max-age=3600").send(Buffer.from(asset.body)));
  }
  const known = knownPractice(services);
  const propsOf = async (language: Language): Promise<PageProps> => ({ practice: await known.now(), language });
  const faults = faultsOf(known);
  const pages: Partial<Record<SitePage, (props: TeamPageProps & HomePageProps) => string>> = { home: homePage, expect: expectPage, team: teamPage, visit: visitPage, studies: studiesPage, privacy: privacyPage };
  for (const [name, page] of Object.entries(pages)) {
    for (const language of ["en", "es"] as const) {
      app.get(siteAddresses[name as SitePage][language], { errorHandler: faults }, async (_request, reply) => html(reply, 200, page({ ...(await propsOf(language)), ...(await ownOf(services, language)) })).header("cache-control", name === "home" ? "no-store" : "no-cache"));
    }
  }
  app.get("/robots.txt", async (_request, reply) => reply.type("text/plain; charset=utf-8").header("cache-control", "no-cache").send(robotsOf(await known.now())));
  app.get("/sitemap.xml", async (_request, reply) => reply.type("application/xml; charset=utf-8").header("cache-control", "no-cache").send(sitemapOf(await known.now(), await listFurther())));
  await addForms(app, known, (scope) => {
    for (const language of ["en", "es"] as const) {
      scope.get(siteAddresses.ask[language], async (_request, reply) => html(reply, 200, askPage({ ...(await propsOf(language)), guard: guard(services), kept: {}, faults: [], refusal: "none" })));
      // Counted once the form is read: whoever shares a network with a flood keeps every word and is told what to do.
      const tooMany = async (error: FastifyError, request: FastifyRequest, reply: FastifyReply) =>
        asFault(error).code === "too_many" && request.body !== undefined ? askAgain(services, await propsOf(language), request, reply, { status: 429, faults: [], refusal: "busy" }) : faults(error, request, reply);
      scope.post(siteAddresses.ask[language], { errorHandler: tooMany, config: { rateLimit: { max: MOST_FORMS, timeWindow: "10 minutes", hook: "preHandler" } } }, async (request, reply) => takeRequest(services, await propsOf(language), request, reply));
    }
  });
  app.setNotFoundHandler(async (request, reply) => {
    if (!wantsPage(request) || /^\/(api|app|fhir|m)(\/|$)/.test(request.url)) return reply.status(404).send(errorBody(new Fault("not_found", serverWords.noAddress), request.id, spokenTo(request)));
    return html(reply, 404, notFoundPage({ practice: await known.orLast(), language: languageOfPath(request.url) }));
  });
}

/** Sends a family page. */
export const html = (reply: FastifyReply, status: number, page: string) => reply.status(status).type("text/html; charset=utf-8").send(page);

type Stamping = Pick<Services, "clock" | "signingKey">;
/** What a form carries against machines; `purpose` names the form, so that no stamp serves for another. */
export function guard({ clock, signingKey }: Stamping, purpose = "ask"): AskProps["guard"] {
  const at = clock.now();
  return { trapField: TRAP, stampField: STAMP, stamp: `${at}.${signText(signingKey, purpose, at)}` };
}

/** True where the form was drawn by us within a day, and its trap is empty. */
export function isFromOurPage({ clock, signingKey }: Stamping, fields: FormFields, purpose = "ask"): boolean {
  const stamp = String(fields[STAMP] ?? "");
  const at = stamp.slice(0, stamp.lastIndexOf("."));
  if (fields[TRAP] || !textIsSigned(signingKey, purpose, at, stamp.slice(at.length + 1))) return false;
  const age = Date.parse(clock.now()) - Date.parse(at);
  return age >= 0 && age < STAMP_HOURS * 3_600_000;
}

/** The form once more, with every word that was sent, a fresh stamp, and what keeps it from being taken. */
function askAgain(services: SiteServices, props: PageProps, request: FastifyRequest, reply: FastifyReply, { status, ...more }: Pick<AskProps, "faults" | "refusal"> & { status: number }) {
  const fields = (request.body ?? {}) as FormFields;
  const reading = readConsultationForm(fields);
  return html(reply, status, askPage({ ...props, ...more, guard: guard(services), kept: reading.ok ? keptOf(fields) : reading.kept })).header("cache-control", "no-store");
}

async function takeRequest(services: SiteServices, props: PageProps, request: FastifyRequest, reply: FastifyReply) {
  const fields = (request.body ?? {}) as FormFields;
  const reading = readConsultationForm(fields);
  if (!reading.ok) return askAgain(services, props, request, reply, { status: 422, faults: reading.fields, refusal: "none" });
  if (!isFromOurPage(services, fields)) return askAgain(services, props, request, reply, { status: 422, faults: [], refusal: "whole" });
  const agency = await agencyOfSite(services);
  if (!agency) return askAgain(services, props, request, reply, { status: 503, faults: [], refusal: "whole" });
  const visitor: Actor = { kind: "visitor", agencyId: agency.agency_id, timeZone: agency.time_zone };
  // The same page sent twice is one request: its receipt code is worked out from what was sent.
  const bytes = createHmac("sha256", services.signingKey).update(`ask:${JSON.stringify(fields)}`).digest();
  const { by: answerBy } = promiseFor(reading.value, services.clock.now(), promiseSettings, agency.time_zone);
  const code = receiptCode(bytes);
  try {
    await asActor(services.database, services.clock, visitor, async (tx) => {
      await receiveRequest(tx, reading.value, { bytes, key: `form:${bytes.toString("hex")}` });
      await appendAudit(tx, { action: "write", procedure: "site.ask", outcome: "done", requestId: request.id });
    });
  } catch (error) {
    if (asFault(error).code !== "changed_meanwhile") throw error;
  }
  return html(reply, 200, receiptPage({ ...props, code, contact: reading.value.contact, answerBy, answeredBy: null }));
}

/** What was typed, as the page takes it back. */
function keptOf(fields: FormFields): AskProps["kept"] {
  return Object.fromEntries(Object.entries(fields).filter(([name]) => name !== TRAP && name !== STAMP).map(([name, value]) => [name, [value ?? []].flat()]));
}
