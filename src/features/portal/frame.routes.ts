import type { FastifyReply, FastifyRequest } from "fastify";
import type { Language, Words } from "#kernel/language.ts";
import type { CallFor } from "#server/http.ts";
import type { Call } from "#server/procedure.ts";
import { passkeysWork } from "#features/account/passkeys.handlers.ts";
import { demoAccounts } from "#features/account/store.ts";
import { type KnownPractice, languageOfLink } from "#features/site/faults.routes.ts";
import { html } from "#features/site/routes.ts";
import type { PageProps } from "#features/site/shell.pages.tsx";
import type { PortalPage } from "./addresses.rules.ts";
import { COVER_COOKIE } from "./cover.pages.tsx";
import { askLinkPage } from "./door.pages.tsx";
import type { FamilyApi, Visitor } from "./visitor.handlers.ts";
import type { PortalProps } from "./shell.pages.tsx";
import { saidWords } from "./words.ts";

/** What the portal is handed: a request as a call, and the procedures as whoever is signed in may call them. */
export type PortalParts = { callFor: CallFor; apiFor(call: Call): FamilyApi; endSignIn(call: Call): Promise<unknown>; setLanguage(call: Call, language: Language): Promise<unknown> };

/** Whoever is signed in, with what every page of theirs is drawn with. */
export type SignedIn = Visitor & { call: Call; props: PortalProps; field(name: string): string };
/** What a form leads to: another page, the same once more with what is wrong, or a further step of it that keeps nothing yet (200). */
export type Outcome = { to: string; said?: keyof typeof saidWords } | { page: string; status: 200 | 403 | 409 | 410 | 422 };

/** A field of what was sent, or the empty text. */
export function fieldOf(fields: unknown, name: string): string {
  const value = (fields as Record<string, string | string[] | undefined> | null | undefined)?.[name];
  return typeof value === "string" ? value : "";
}

/** What every page of the portal stands in: who is signed in, the door for nobody, and what was done a moment ago. */
export class PortalFrame {
  constructor(readonly services: Call["services"], readonly parts: PortalParts, readonly known: KnownPractice) {}

  /** A page of whoever is signed in; of nobody, the door. Staff who are signed in on this browser are nobody here. */
  reads(page: PortalPage | null, draw: (one: SignedIn, request: FastifyRequest) => Promise<string>) {
    return async (request: FastifyRequest, reply: FastifyReply) => {
      const one = await this.signedIn(page, request, reply);
      return one ? html(reply, 200, await draw(one, request)) : this.door(request, reply, { status: 200 });
    };
  }

  /** A form of whoever is signed in, or a page about one thing that may be gone; it leads on by an address, so that nothing is sent twice by going back. */
  acts(page: PortalPage | null, act: (one: SignedIn, request: FastifyRequest) => Promise<Outcome>) {
    return async (request: FastifyRequest, reply: FastifyReply) => {
      const one = await this.signedIn(page, request, reply);
      if (!one) return this.door(request, reply, { status: 200 });
      const outcome = await act(one, request);
      if ("page" in outcome) return html(reply, outcome.status, outcome.page);
      return reply.redirect(outcome.said ? `${outcome.to}?said=${outcome.said}` : outcome.to, 303);
    };
  }

  /** What answers whoever is signed in with something of its own, such as a file. */
  answers(page: PortalPage | null, answer: (one: SignedIn, request: FastifyRequest, reply: FastifyReply) => Promise<unknown>) {
    return async (request: FastifyRequest, reply: FastifyReply) => {
      const one = await this.signedIn(page, request, reply);
      return one ? answer(one, request, reply) : this.door(request, reply, { status: 200 });
    };
  }

  async door(request: FastifyRequest, reply: FastifyReply, { status, typed = "", fault = "none" }: { status: number; typed?: string; fault?: "none" | "no_address" | "no_key" }) {
    return html(reply, status, askLinkPage({ ...(await this.doorProps(request)), typed, fault, keys: passkeysWork(this) ? "work" : "none", demo: await this.madeUpPeople() }));
  }

  /** What a page before anybody is signed in is drawn with. */
  async doorProps(request: FastifyRequest): Promise<PageProps & { links: { en: string; es: string } | null }> {
    const place = placeOf(request);
    const isAsked = request.method === "GET";
    return { practice: await this.known.now(), language: languageOfLink(request), links: isAsked ? { en: `${place}?lang=en`, es: `${place}?lang=es` } : null };
  }

  async madeUpPeople(): Promise<{ email: string; name: string }[]> {
    const { demo, database, clock } = this.services;
    return demo === "0" ? [] : (await demoAccounts(database, clock.now())).filter((one) => one.roles.includes("caregiver"));
  }

  private async signedIn(page: PortalPage | null, request: FastifyRequest, reply: FastifyReply): Promise<SignedIn | null> {
    const call = await this.parts.callFor(request, reply);
    if (call.actor?.kind !== "caregiver") return null;
    const { language, actor } = call;
    const props = { practice: await this.known.now(), language, page, said: saidIn(request), cover: request.cookies[COVER_COOKIE] === "on" ? ("on" as const) : ("off" as const) };
    return { call, api: this.parts.apiFor(call), personId: actor.personId, name: actor.name, language, now: this.services.clock.now(), props, field: (name) => fieldOf(request.body, name) };
  }
}

/** The address without what stands behind it. */
export const placeOf = (request: FastifyRequest): string => request.url.split("?")[0]!;

/** One of our own sentences, by its name in the address: nobody can make a page say anything else. */
function saidIn(request: FastifyRequest): Words | null {
  const key = fieldOf(request.query, "said");
  return Object.entries(saidWords).find(([name]) => name === key)?.[1] ?? null;
}
