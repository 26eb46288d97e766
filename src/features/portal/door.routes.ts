import { randomInt } from "node:crypto";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { languages } from "#kernel/language.ts";
import { demoPassword } from "#features/account/demo.rules.ts";
import { signIn } from "#features/account/door.handlers.ts";
import { agencyOfSite, html } from "#features/site/routes.ts";
import { portalAddresses, signOutAddress } from "./addresses.rules.ts";
import { readAddress } from "./codes.rules.ts";
import { begin, comeIn, findDoor, type OpenDoor, sendLinks } from "./door.handlers.ts";
import { beginPage, codePage, doorFields, linkAskedPage, linkOverPage } from "./door.pages.tsx";
import { fieldOf, placeOf, type PortalFrame } from "./frame.routes.ts";

/** Milliseconds within which a link is sent after the answer has left. */
export const LONGEST_WAIT = 2_000;

type Way = "begin" | "in";

/** The way in and the way out: a link to a safe address with a code, the made-up people of a demo, the language, signing out. */
export function addDoorRoutes(scope: FastifyInstance, frame: PortalFrame): void {
  const door = new Door(frame);
  const asked = { config: { rateLimit: { max: 30, timeWindow: "10 minutes" } } } as const;
  scope.post("/portal/link", asked, (request, reply) => door.sendLink(request, reply));
  scope.post("/portal/demo", (request, reply) => door.comeAsMadeUp(request, reply));
  for (const way of ["begin", "in"] as const) {
    scope.get(`/portal/${way}/:token`, (request, reply) => door.lookBehind(way, request, reply));
    scope.post(`/portal/${way}/:token`, asked, (request, reply) => door.tryLink(way, request, reply));
  }
  scope.post(signOutAddress, (request, reply) => door.leave(request, reply));
  scope.post("/portal/language", (request, reply) => door.speak(request, reply));
}

class Door {
  constructor(private readonly frame: PortalFrame) {}

  /** The same answer, as soon as it comes in, for every address; what is to be sent is sent after it. */
  async sendLink(request: FastifyRequest, reply: FastifyReply) {
    const { services } = this.frame;
    const typed = fieldOf(request.body, doorFields.address);
    if (readAddress(typed) === null) return this.frame.door(request, reply, { status: 422, typed, fault: "no_address" });
    const agency = await agencyOfSite(services);
    await html(reply, 200, linkAskedPage(await this.frame.doorProps(request)));
    // At no moment that could be foreseen: what sending costs would else be felt in whatever is asked for next.
    if (agency) setTimeout(() => void sendLinks(services, agency, typed, request.id).catch((error: Error) => request.log.error({ err: error }, "a link to come in was not sent")), randomInt(LONGEST_WAIT)).unref();
    return reply;
  }

  async lookBehind(way: Way, request: FastifyRequest, reply: FastifyReply) {
    const door = await this.doorBehind(way, request);
    if (!door) return this.over(request, reply);
    const props = { ...(await this.frame.doorProps(request)), action: placeOf(request), triesLeft: door.triesLeft };
    return html(reply, 200, way === "in" ? codePage({ ...props, fault: "none" }) : beginPage({ ...props, faults: [] }));
  }

  async tryLink(way: Way, request: FastifyRequest, reply: FastifyReply) {
    const door = await this.doorBehind(way, request);
    if (!door) return this.over(request, reply);
    const call = await this.frame.parts.callFor(request, reply);
    const typed = (name: string) => fieldOf(request.body, name);
    const props = async () => ({ ...(await this.frame.doorProps(request)), action: placeOf(request) });
    if (way === "in") {
      const outcome = await comeIn(call, door, typed(doorFields.code));
      if (outcome.state === "in") return reply.redirect(portalAddresses.home, 303);
      if (outcome.state === "over" || outcome.triesLeft === 0) return this.over(request, reply);
      return html(reply, 422, codePage({ ...(await props()), triesLeft: outcome.triesLeft, fault: "wrong" }));
    }
    const outcome = await begin(call, door, { opening: typed(doorFields.opening), own: typed(doorFields.own), again: typed(doorFields.again) });
    if (outcome.state === "in") return reply.redirect(portalAddresses.home, 303);
    if (outcome.state === "over") return this.over(request, reply);
    return html(reply, 422, beginPage({ ...(await props()), ...outcome }));
  }

  /** One of the made-up people of the demo, by one tap. */
  async comeAsMadeUp(request: FastifyRequest, reply: FastifyReply) {
    const email = fieldOf(request.body, doorFields.email);
    if (!(await this.frame.madeUpPeople()).some((one) => one.email === email)) return this.frame.door(request, reply, { status: 404 });
    await signIn(await this.frame.parts.callFor(request, reply), { email, password: demoPassword });
    return reply.redirect(portalAddresses.home, 303);
  }

  async leave(request: FastifyRequest, reply: FastifyReply) {
    await this.frame.parts.endSignIn(await this.frame.parts.callFor(request, reply));
    return reply.redirect(portalAddresses.home, 303);
  }

  async speak(request: FastifyRequest, reply: FastifyReply) {
    const call = await this.frame.parts.callFor(request, reply);
    const language = languages.find((one) => one === fieldOf(request.body, "language"));
    if (call.actor?.kind !== "caregiver" || !language) return reply.redirect(portalAddresses.home, 303);
    await this.frame.parts.setLanguage(call, language);
    return reply.redirect(`${portalAddresses.home}?said=language`, 303);
  }

  private doorBehind = (way: Way, request: FastifyRequest): Promise<OpenDoor | null> => findDoor(this.frame.services, (request.params as { token: string }).token, way === "in" ? "portal_in" : "portal_begin");

  private async over(request: FastifyRequest, reply: FastifyReply) {
    return html(reply, 410, linkOverPage(await this.frame.doorProps(request)));
  }
}
