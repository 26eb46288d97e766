import fs from "node:fs";
import path from "node:path";
import { parse } from "node:querystring";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { type Language, languages } from "#kernel/language.ts";
import { asFault } from "#server/errors.ts";
import type { CallFor } from "#server/http.ts";
import type { Call } from "#server/procedure.ts";
import { demoAccounts } from "#features/account/store.ts";
import { signIn } from "#features/account/door.handlers.ts";
import { familyStyle } from "#features/site/assets.rules.ts";
import { answerFaults, KnownPractice, languageOfLink } from "#features/site/faults.routes.ts";
import { nobodysPractice, practiceFrom } from "#features/site/practice.rules.ts";
import type { PageProps } from "#features/site/shell.pages.tsx";
import { portalAddresses, type PortalPage, portalStyle } from "./addresses.rules.ts";
import { readAddress } from "./codes.rules.ts";
import { agencyOfPortal, begin, comeIn, findDoor, type OpenDoor, sendLinks } from "./door.handlers.ts";
import { askLinkPage, beginPage, codePage, doorFields, linkAskedPage, linkOverPage } from "./door.pages.tsx";
import { homePage, papersPage, seenPage, visitsPage } from "./home.pages.tsx";
import { type FamilyApi, readHome, readPapers, readSeen, readVisits } from "./reading.handlers.ts";

/** What the portal is handed: a request as a call, and the procedures as whoever is signed in may call them. */
export type PortalParts = { callFor: CallFor; apiFor(call: Call): FamilyApi; endSignIn(call: Call): Promise<unknown>; setLanguage(call: Call, language: Language): Promise<unknown> };

const MOST_FORM_BYTES = 8 * 1024;
/** In the demo everybody has the same password, which stands in the README. */
const DEMO_PASSWORD = "dyad-demo-only";

const field = (fields: unknown, name: string): string => {
  const value = (fields as Record<string, string | string[] | undefined> | null | undefined)?.[name];
  return typeof value === "string" ? value : "";
};
const html = (reply: FastifyReply, status: number, page: string) => reply.status(status).type("text/html; charset=utf-8").send(page);

/**
 * The caregiver's portal (`/portal`): rendered here, no script needed. Every page calls the same procedures as any other
 * program would, as whoever is signed in: the same permissions, both walls and the trail stand behind it.
 */
export async function addPortalRoutes(app: FastifyInstance, services: Call["services"], parts: PortalParts): Promise<void> {
  const style = familyStyle((file) => fs.readFileSync(path.join(services.projectRoot, file), "utf8"), ["src/features/portal/assets/portal.css"]);
  app.get(portalStyle, (_request, reply) => reply.type("text/css; charset=utf-8").header("cache-control", "public, max-age=3600").send(style));
  await app.register(async (scope) => {
    const known = new KnownPractice(async () => {
      const agency = await agencyOfPortal(services);
      return agency ? practiceFrom(agency) : nobodysPractice;
    });
    scope.setErrorHandler(answerFaults(async (request) => {
      const practice = await known.orLast();
      return { practice, language: languageOfLink(request), title: practice.name, kind: "plain" };
    }));
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser("application/x-www-form-urlencoded", { parseAs: "string", bodyLimit: MOST_FORM_BYTES }, (_request, body, done) => done(null, parse(String(body), "&", "=", { maxKeys: 40 })));
    scope.addHook("onRequest", async (_request, reply) => void reply.header("cache-control", "no-store").header("referrer-policy", "same-origin").header("x-robots-tag", "noindex, nofollow"));
    const portal = new Portal(services, parts, known);
    const asked = { config: { rateLimit: { max: 30, timeWindow: "10 minutes" } } } as const;
    scope.get(portalAddresses.home, (request, reply) => portal.page("home", request, reply));
    for (const page of ["visits", "papers", "privacy"] as const) scope.get(portalAddresses[page], (request, reply) => portal.page(page, request, reply));
    scope.post("/portal/link", asked, (request, reply) => portal.sendLink(request, reply));
    scope.post("/portal/demo", (request, reply) => portal.comeAsMadeUp(request, reply));
    for (const way of ["begin", "in"] as const) {
      scope.get(`/portal/${way}/:token`, (request, reply) => portal.lookBehind(way, request, reply));
      scope.post(`/portal/${way}/:token`, asked, (request, reply) => portal.tryLink(way, request, reply));
    }
    scope.post("/portal/out", (request, reply) => portal.leave(request, reply));
    scope.post("/portal/language", (request, reply) => portal.speak(request, reply));
    scope.post("/portal/questions/:batteryId", (request, reply) => portal.openQuestions(request, reply));
  });
}

type Way = "begin" | "in";

class Portal {
  constructor(private readonly services: Call["services"], private readonly parts: PortalParts, private readonly known: KnownPractice) {}

  /** A page of whoever is signed in; of nobody, the door. Staff who are signed in on this browser are nobody here. */
  async page(page: PortalPage, request: FastifyRequest, reply: FastifyReply) {
    const call = await this.parts.callFor(request, reply);
    if (call.actor?.kind !== "caregiver") return this.door(request, reply, 200, "", "none");
    const api = this.parts.apiFor(call);
    const props = { practice: await this.known.now(), language: call.language, page };
    const now = this.services.clock.now();
    if (page === "visits") return html(reply, 200, visitsPage({ ...props, ...(await readVisits(api, now)) }));
    if (page === "papers") return html(reply, 200, papersPage({ ...props, ...(await readPapers(api)) }));
    if (page === "privacy") return html(reply, 200, seenPage({ ...props, ...(await readSeen(api)) }));
    return html(reply, 200, homePage({ ...props, name: call.actor.name, now, ...(await readHome(api, now, call.actor.personId)) }));
  }

  /** The same answer, as soon as it comes in, for every address; what is to be sent is sent after it. */
  async sendLink(request: FastifyRequest, reply: FastifyReply) {
    const typed = field(request.body, doorFields.address);
    if (readAddress(typed) === null) return this.door(request, reply, 422, typed, "no_address");
    const agency = await agencyOfPortal(this.services);
    await html(reply, 200, linkAskedPage(await this.doorProps(request)));
    if (agency) setImmediate(() => void sendLinks(this.services, agency, typed, request.id).catch((error: Error) => request.log.error({ err: error }, "a link to come in was not sent")));
    return reply;
  }

  async lookBehind(way: Way, request: FastifyRequest, reply: FastifyReply) {
    const door = await this.doorBehind(way, request);
    if (!door) return this.over(request, reply);
    return html(reply, 200, await this.formOf(way, request, door.triesLeft));
  }

  async tryLink(way: Way, request: FastifyRequest, reply: FastifyReply) {
    const door = await this.doorBehind(way, request);
    if (!door) return this.over(request, reply);
    const call = await this.parts.callFor(request, reply);
    const typed = (name: string) => field(request.body, name);
    if (way === "in") {
      const outcome = await comeIn(call, door, typed(doorFields.code));
      if (outcome.state === "in") return reply.redirect(portalAddresses.home, 303);
      if (outcome.state === "over" || outcome.triesLeft === 0) return this.over(request, reply);
      return html(reply, 422, codePage({ ...(await this.doorProps(request)), action: this.placeOf(request), triesLeft: outcome.triesLeft, fault: "wrong" }));
    }
    const outcome = await begin(call, door, { opening: typed(doorFields.opening), own: typed(doorFields.own), again: typed(doorFields.again) });
    if (outcome.state === "in") return reply.redirect(portalAddresses.home, 303);
    if (outcome.state === "over") return this.over(request, reply);
    return html(reply, 422, beginPage({ ...(await this.doorProps(request)), action: this.placeOf(request), ...outcome }));
  }

  /** One of the made-up people of the demo, by one tap. */
  async comeAsMadeUp(request: FastifyRequest, reply: FastifyReply) {
    const email = field(request.body, doorFields.email);
    if (!(await this.madeUpPeople()).some((one) => one.email === email)) return this.door(request, reply, 404, "", "none");
    await signIn(await this.parts.callFor(request, reply), { email, password: DEMO_PASSWORD });
    return reply.redirect(portalAddresses.home, 303);
  }

  async leave(request: FastifyRequest, reply: FastifyReply) {
    await this.parts.endSignIn(await this.parts.callFor(request, reply));
    return reply.redirect(portalAddresses.home, 303);
  }

  async speak(request: FastifyRequest, reply: FastifyReply) {
    const call = await this.parts.callFor(request, reply);
    const language = languages.find((one) => one === field(request.body, "language"));
    if (call.actor?.kind === "caregiver" && language) await this.parts.setLanguage(call, language);
    return reply.redirect(portalAddresses.home, 303);
  }

  async openQuestions(request: FastifyRequest, reply: FastifyReply) {
    const call = await this.parts.callFor(request, reply);
    if (call.actor?.kind !== "caregiver") return this.door(request, reply, 200, "", "none");
    try {
      const { address } = await this.parts.apiFor(call).portal.openQuestions({ batteryId: (request.params as { batteryId: string }).batteryId });
      return await reply.redirect(`${address}?lang=${call.language}`, 303);
    } catch (error) {
      // Sent by a page that lay open while they were answered elsewhere: the home says what waits now.
      if (asFault(error).status >= 500) throw error;
      return reply.redirect(portalAddresses.home, 303);
    }
  }

  private placeOf = (request: FastifyRequest) => request.url.split("?")[0]!;
  private doorBehind = (way: Way, request: FastifyRequest): Promise<OpenDoor | null> => findDoor(this.services, (request.params as { token: string }).token, way === "in" ? "portal_in" : "portal_begin");

  private async doorProps(request: FastifyRequest): Promise<PageProps & { links: { en: string; es: string } | null }> {
    const place = this.placeOf(request);
    const isAsked = request.method === "GET";
    return { practice: await this.known.now(), language: languageOfLink(request), links: isAsked ? { en: `${place}?lang=en`, es: `${place}?lang=es` } : null };
  }

  private async formOf(way: Way, request: FastifyRequest, triesLeft: number): Promise<string> {
    const props = { ...(await this.doorProps(request)), action: this.placeOf(request), triesLeft };
    return way === "in" ? codePage({ ...props, fault: "none" }) : beginPage({ ...props, faults: [] });
  }

  private async over(request: FastifyRequest, reply: FastifyReply) {
    return html(reply, 410, linkOverPage(await this.doorProps(request)));
  }

  private async door(request: FastifyRequest, reply: FastifyReply, status: number, typed: string, fault: "none" | "no_address") {
    return html(reply, status, askLinkPage({ ...(await this.doorProps(request)), typed, fault, demo: await this.madeUpPeople() }));
  }

  private async madeUpPeople(): Promise<{ email: string; name: string }[]> {
    const { demo, database, clock } = this.services;
    return demo === "0" ? [] : (await demoAccounts(database, clock.now())).filter((one) => one.roles.includes("caregiver"));
  }
}

