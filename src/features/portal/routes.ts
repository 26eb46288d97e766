import fs from "node:fs";
import path from "node:path";
import { parse } from "node:querystring";
import type { FastifyInstance } from "fastify";
import { asFault } from "#server/errors.ts";
import type { Call } from "#server/procedure.ts";
import { familyStyle } from "#features/site/assets.rules.ts";
import { answerFaults, languageOfLink } from "#features/site/faults.routes.ts";
import { knownPractice } from "#features/site/routes.ts";
import { portalAddresses, portalScript, portalStyle } from "./addresses.rules.ts";
import { addAskingRoutes } from "./asking.routes.ts";
import { addCopyRoutes } from "./copy.routes.ts";
import { COVER_COOKIE, coverAddress } from "./cover.pages.tsx";
import { addDoorRoutes } from "./door.routes.ts";
import { fieldOf, type Outcome, PortalFrame, type PortalParts, type SignedIn } from "./frame.routes.ts";
import { addGoodbyeRoutes } from "./goodbye.routes.ts";
import { homePage } from "./home.pages.tsx";
import { addKeyRoutes } from "./keys.routes.ts";
import { readThreads } from "./messages.reading.handlers.ts";
import { addMessageRoutes } from "./messages.routes.ts";
import { papersPage } from "./papers.pages.tsx";
import { addReachRoutes } from "./reach.routes.ts";
import { readHome, readPapers, readSeen, readVisits } from "./reading.handlers.ts";
import { seenPage } from "./seen.pages.tsx";
import { addStoryRoutes } from "./story.routes.ts";
import { addTellingRoutes } from "./telling.routes.ts";
import { addWishRoutes } from "./wishes.routes.ts";
import { addSigningRoutes } from "./signing.routes.ts";
import { visitsPage } from "./visits.pages.tsx";

export type { PortalParts } from "./frame.routes.ts";

/** Seconds for which a device keeps its choice to cover the words: a year. */
const COVER_SECONDS = 31_536_000;
const MOST_FORM_BYTES = 64 * 1024;

/**
 * The caregiver's portal (`/portal`): rendered here, no script needed. Every page calls the same procedures as any other
 * program would, as whoever is signed in: the same permissions, both walls and the trail stand behind it.
 */
export async function addPortalRoutes(app: FastifyInstance, services: Call["services"], parts: PortalParts): Promise<void> {
  const style = familyStyle((file) => fs.readFileSync(path.join(services.projectRoot, file), "utf8"), ["portal.css", "portal.story.css"].map((name) => `src/features/portal/assets/${name}`));
  app.get(portalStyle, (_request, reply) => reply.type("text/css; charset=utf-8").header("cache-control", "public, max-age=3600").send(style));
  const script = fs.readFileSync(path.join(services.projectRoot, "src/features/portal/assets/keys.js"), "utf8");
  app.get(portalScript, (_request, reply) => reply.type("text/javascript; charset=utf-8").header("cache-control", "public, max-age=3600").send(script));
  await app.register(async (scope) => {
    const known = knownPractice(services);
    scope.setErrorHandler(answerFaults(async (request) => {
      const practice = await known.orLast();
      return { practice, language: languageOfLink(request), title: practice.name, kind: "plain" };
    }));
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser("application/x-www-form-urlencoded", { parseAs: "string", bodyLimit: MOST_FORM_BYTES }, (_request, body, done) => done(null, parse(String(body), "&", "=", { maxKeys: 100 })));
    scope.addHook("onRequest", async (_request, reply) => void reply.header("cache-control", "no-store").header("referrer-policy", "same-origin").header("x-robots-tag", "noindex, nofollow"));
    const frame = new PortalFrame(services, parts, known);
    addDoorRoutes(scope, frame);
    addStoryRoutes(scope, frame);
    addTellingRoutes(scope, frame);
    addGoodbyeRoutes(scope, frame);
    addMessageRoutes(scope, frame);
    addWishRoutes(scope, frame);
    addReachRoutes(scope, frame);
    addSigningRoutes(scope, frame);
    addAskingRoutes(scope, frame);
    addCopyRoutes(scope, frame);
    addKeyRoutes(scope, frame);
    scope.post(coverAddress, (request, reply) => {
      const isOn = fieldOf(request.body, "cover") === "on";
      const place = { path: "/portal", sameSite: "strict", httpOnly: true, secure: services.baseUrl.startsWith("https:") } as const;
      return (isOn ? reply.setCookie(COVER_COOKIE, "on", { ...place, maxAge: COVER_SECONDS }) : reply.clearCookie(COVER_COOKIE, place)).redirect(portalAddresses.home, 303);
    });
    scope.get(portalAddresses.home, frame.reads("home", async (one) => homePage({ ...one.props, name: one.name, now: one.now, threads: await readThreads(one, null), ...(await readHome(one)) })));
    scope.get(portalAddresses.visits, frame.reads("visits", async (one) => visitsPage({ ...one.props, ...(await readVisits(one)) })));
    scope.get(portalAddresses.papers, frame.reads("papers", async (one) => papersPage({ ...one.props, ...(await readPapers(one)) })));
    scope.get(portalAddresses.privacy, frame.reads("privacy", async (one) => seenPage({ ...one.props, personId: one.personId, ...(await readSeen(one)) })));
    scope.post("/portal/questions/:batteryId", frame.acts(null, (one, request) => openQuestions(one, (request.params as { batteryId: string }).batteryId)));
  });
}

async function openQuestions({ api, language }: SignedIn, batteryId: string): Promise<Outcome> {
  try {
    const { address } = await api.portal.openQuestions({ batteryId });
    return { to: `${address}?lang=${language}` };
  } catch (error) {
    // Sent by a page that lay open while they were answered elsewhere: the home says what waits now.
    if (asFault(error).status >= 500) throw error;
    return { to: portalAddresses.home };
  }
}
