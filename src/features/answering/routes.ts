import { parse } from "node:querystring";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { Language } from "#kernel/language.ts";
import { signText, textIsSigned } from "#server/keys.ts";
import type { AgencyRow } from "#features/account/store.ts";
import { firstOpenStep, pickedAt, readBirthYear, type Step } from "#features/measures/flow.rules.ts";
import { VISIT_MINUTES } from "#features/measures/contract.ts";
import { answerFaults, KnownPractice, languageOfLink } from "#features/site/faults.routes.ts";
import { nobodysPractice, practiceFrom } from "#features/site/practice.rules.ts";
import { type AnsweringServices, askForInterview, findByToken, type Form, type Found, holdsVisit, keepAnswer, type OpenLink, passGate, readForm, submitBattery } from "./handlers.ts";
import { answeringWords } from "./words.ts";
import { birthYearPage, donePage, keptPage, linkEndedPage, questionPage, reviewPage, tooManyTriesPage } from "./pages.tsx";

export const VISIT_COOKIE = "dyad_m";
/** A form of one question is small. */
const MOST_FORM_BYTES = 8 * 1024;

type Fields = Record<string, string | string[] | undefined>;
const field = (fields: unknown, name: string): string => {
  const value = (fields as Fields | null | undefined)?.[name];
  return typeof value === "string" ? value : "";
};
const askedLanguage = (text: string): Language | null => (text === "en" || text === "es" ? text : null);

/**
 * The pages behind a link, `/m/<token>` (D3, B13): no account, no script needed. Looking changes nothing; the birth year
 * opens a visit on one device; each answer is kept by itself. Not cached, not indexed, and its address is in no log.
 */
export async function addAnsweringRoutes(app: FastifyInstance, services: AnsweringServices): Promise<void> {
  await app.register(async (scope) => {
    const known = new KnownPractice(async () => {
      const agency = (await findByToken(services, "")).agency;
      return agency ? practiceFrom(agency) : nobodysPractice;
    });
    scope.setErrorHandler(answerFaults(async (request) => {
      const language = languageOfLink(request);
      return { practice: await known.orLast(), language, title: answeringWords.title[language], kind: "plain" };
    }));
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser("application/x-www-form-urlencoded", { parseAs: "string", bodyLimit: MOST_FORM_BYTES }, (_request, body, done) => done(null, parse(String(body))));
    scope.addHook("onRequest", async (_request, reply) => {
      reply.header("cache-control", "no-store").header("referrer-policy", "no-referrer").header("x-robots-tag", "noindex, nofollow");
    });
    const door = new Door(services);
    scope.get("/m/:token", (request, reply) => door.look(request, reply));
    // A page that a form answered is asked for anew by its address where a phone had let it go: the questions go on.
    for (const verb of ["open", "answer", "submit"]) scope.get(`/m/:token/${verb}`, (request, reply) => door.again(request, reply));
    // An address that was copied in part, or with something after it.
    for (const address of ["/m", "/m/:token/*"]) scope.get(address, (request, reply) => door.mistaken(request, reply));
    scope.post("/m/:token/open", (request, reply) => door.open(request, reply));
    scope.post("/m/:token/answer", (request, reply) => door.answer(request, reply));
    scope.post("/m/:token/submit", (request, reply) => door.submit(request, reply));
  });
}

/** What a page is told beside the form itself. */
type Showing = { status: number; saved: "saved" | "not_saved" | "none"; fault: "none" | "pick_one"; picked?: readonly number[] | null };
const plain: Showing = { status: 200, saved: "none", fault: "none" };

/** One request on its way: where its token leads, and the language that it asks for. */
type Way = { token: string; found: Found; asked: Language | null; request: FastifyRequest; reply: FastifyReply };
type OpenWay = Way & { found: OpenLink & { state: "open" } };

class Door {
  constructor(private readonly services: AnsweringServices) {}

  async look(request: FastifyRequest, reply: FastifyReply) {
    const way = await this.way(request, reply);
    if (!isOpen(way)) return this.closed(way);
    const form = await readForm(this.services, way.found, way.asked);
    if (!form) return this.ended(way);
    if (!(await this.mayGoOn(way))) return this.gate(way, form.language, 200, "none", way.found.triesLeft);
    const wanted = field(request.query, "q");
    const showing: Showing = { ...plain, saved: field(request.query, "saved") === "1" ? "saved" : "none" };
    if (wanted === "review") return this.review(way, form, showing);
    if (wanted === "kept") return this.kept(way, form);
    const step = form.steps[Number(wanted) - 1] ?? firstOpenStep(form.steps, form.kept);
    return step ? this.question(way, form, step, showing) : this.review(way, form, showing);
  }

  again(request: FastifyRequest, reply: FastifyReply) {
    const asked = askedLanguage(field(request.query, "lang"));
    return reply.redirect(`/m/${encodeURIComponent((request.params as { token: string }).token)}${asked ? `?lang=${asked}` : ""}`, 303);
  }

  async mistaken(request: FastifyRequest, reply: FastifyReply) {
    const { agency } = await findByToken(this.services, "");
    return reply.status(404).type("text/html; charset=utf-8").send(linkEndedPage({ practice: agency ? practiceFrom(agency) : nobodysPractice, language: languageOfLink(request) }));
  }

  async open(request: FastifyRequest, reply: FastifyReply) {
    const way = await this.way(request, reply);
    if (!isOpen(way)) return this.closed(way);
    const form = await readForm(this.services, way.found, way.asked);
    if (!form) return this.ended(way);
    const year = readBirthYear(field(request.body, "birthYear"));
    if (year === null) return this.gate(way, form.language, 422, "not_a_year", way.found.triesLeft);
    const outcome = await passGate(this.services, way.found, year, request.id);
    if (outcome.state === "locked") return this.closed({ ...way, found: { ...way.found, state: "locked" } });
    if (outcome.state === "wrong") return this.gate(way, form.language, 422, "wrong", outcome.triesLeft);
    reply.setCookie(VISIT_COOKIE, outcome.visit, { path: "/m", httpOnly: true, sameSite: "strict", secure: this.services.baseUrl.startsWith("https:"), maxAge: VISIT_MINUTES * 60 });
    return this.goTo(way, {});
  }

  async answer(request: FastifyRequest, reply: FastifyReply) {
    const way = await this.way(request, reply);
    if (!isOpen(way)) return this.closed(way);
    const form = await readForm(this.services, way.found, way.asked);
    if (!form) return this.ended(way);
    if (!(await this.mayGoOn(way))) return this.goTo(way, {});
    const step = form.steps[Number(field(request.body, "step")) - 1];
    if (!step) return this.goTo(way, {});
    const go = field(request.body, "go") || "next";
    const picked = this.pickedIn(request, step);
    if (!this.csrfHolds(request)) return this.question(way, form, step, { status: 403, saved: "not_saved", fault: "none", picked });
    if (go === "interview") {
      await askForInterview(this.services, way.found, step, request.id);
      return this.goTo(way, { saved: "1" });
    }
    if (go === "next" && picked === null && pickedAt(step, form.kept) === null) return this.question(way, form, step, { status: 422, saved: "none", fault: "pick_one", picked: null });
    if (go === "skip" || picked !== null) {
      try {
        if ((await keepAnswer(this.services, way.found, step, go === "skip" ? null : step.marks === "many" ? [...picked!] : picked![0]!, request.id)) === "over") return this.ended(way);
      } catch (error) {
        request.log.error({ err: error }, "an answer was not saved");
        return this.question(way, form, step, { status: 503, saved: "not_saved", fault: "none", picked });
      }
    }
    const saved: Record<string, string> = go === "skip" || picked !== null ? { saved: "1" } : {};
    if (go === "later") return this.goTo(way, { q: "kept" });
    if (go === "back") return this.goTo(way, { q: String(Math.max(1, step.step - 1)), ...saved });
    return this.goTo(way, { q: step.step < form.steps.length ? String(step.step + 1) : "review", ...saved });
  }

  async submit(request: FastifyRequest, reply: FastifyReply) {
    const way = await this.way(request, reply);
    if (way.found.state === "ended" && this.csrfHolds(request) && (await holdsVisit(this.services, way.found, request.cookies[VISIT_COOKIE]))) {
      // The same click twice: it was sent, and says so again.
      const form = await readForm(this.services, way.found, way.asked);
      if (form?.requests.every((one) => one.status === "submitted")) return this.done(way, form, way.found.agency);
    }
    if (!isOpen(way)) return this.closed(way);
    const form = await readForm(this.services, way.found, way.asked);
    if (!form) return this.ended(way);
    if (!(await this.mayGoOn(way))) return this.goTo(way, {});
    if (!this.csrfHolds(request)) return this.review(way, form, { ...plain, status: 403, saved: "not_saved" });
    const go = field(request.body, "go") || "send";
    if (go === "later") return this.goTo(way, { q: "kept" });
    if (go === "back") return this.goTo(way, { q: String(form.steps.length) });
    if (go !== "send") return this.goTo(way, { q: go.replace(/^step-/, "") });
    try {
      if ((await submitBattery(this.services, way.found, way.asked, request.id)) === "over") return this.ended(way);
    } catch (error) {
      request.log.error({ err: error }, "answers were not sent");
      return this.review(way, form, { ...plain, status: 503, saved: "not_saved" });
    }
    return this.done(way, form, way.found.agency);
  }

  private async way(request: FastifyRequest, reply: FastifyReply): Promise<Way> {
    const { token } = request.params as { token: string };
    return { token, found: await findByToken(this.services, token), asked: askedLanguage(field(request.body, "lang")) ?? askedLanguage(field(request.query, "lang")), request, reply };
  }
  private mayGoOn({ request, found }: OpenWay): Promise<boolean> {
    return holdsVisit(this.services, found, request.cookies[VISIT_COOKIE]);
  }
  /** A sign of this visit, so that no other page can send a form of it. */
  private csrfOf = (request: FastifyRequest) => signText(this.services.signingKey, "visit", request.cookies[VISIT_COOKIE] ?? "");
  private csrfHolds = (request: FastifyRequest) => textIsSigned(this.services.signingKey, "visit", request.cookies[VISIT_COOKIE] ?? "", field(request.body, "csrf"));

  /** The places that came with a form; null where there are none, or none of the printed scale. */
  private pickedIn(request: FastifyRequest, step: Step): readonly number[] | null {
    const sent = (request.body as Fields | null)?.answer;
    const texts = typeof sent === "string" ? [sent] : (sent ?? []);
    const isRead = texts.length > 0 && new Set(texts).size === texts.length && (step.marks === "many" || texts.length === 1) && texts.every((one) => /^\d{1,3}$/.test(one) && Number(one) < step.options.length);
    return isRead ? texts.map(Number) : null;
  }

  private address({ token, asked }: Way, query: Record<string, string>): string {
    const given = new URLSearchParams({ ...query, ...(asked ? { lang: asked } : {}) }).toString();
    return `/m/${token}${given === "" ? "" : `?${given}`}`;
  }
  /** The language stays in the address, so that a page asked for anew is in the same one. */
  private action = ({ token, asked }: Way, verb: "open" | "answer" | "submit") => `/m/${token}/${verb}${asked ? `?lang=${asked}` : ""}`;
  private goTo = (way: Way, query: Record<string, string>) => way.reply.redirect(this.address(way, query), 303);
  private send = ({ reply }: Way, status: number, page: string) => reply.status(status).type("text/html; charset=utf-8").send(page);

  private links = (way: Way, query: Record<string, string>) => ({ en: this.address({ ...way, asked: "en" }, query), es: this.address({ ...way, asked: "es" }, query) });
  private shared(way: OpenWay, form: Form, query: Record<string, string>) {
    return { practice: practiceFrom(way.found.agency), language: form.language, links: this.links(way, query), crisis: form.showsCrisis ? ("shown" as const) : ("none" as const) };
  }
  private target = (way: OpenWay, verb: "answer" | "submit", hidden: Record<string, string>) => ({ action: this.action(way, verb), hidden: { csrf: this.csrfOf(way.request), ...hidden } });

  private gate(way: OpenWay, language: Language, status: number, fault: "none" | "wrong" | "not_a_year", triesLeft: number) {
    const target = { action: this.action(way, "open"), hidden: {} };
    return this.send(way, status, birthYearPage({ practice: practiceFrom(way.found.agency), language, links: this.links(way, {}), target, triesLeft, fault }));
  }
  private question(way: OpenWay, form: Form, step: Step, showing: Showing) {
    const query = { q: String(step.step) };
    // Whoever holds the address and knows the birth year may be somebody else: what was answered is never shown again.
    const answered = pickedAt(step, form.kept) === null ? ("unanswered" as const) : ("answered" as const);
    const text = { textLanguage: step.textLanguage === "es" ? ("es" as const) : ("en" as const), frame: step.frame, question: step.question, answers: step.options, marks: step.marks };
    return this.send(way, showing.status, questionPage({ ...this.shared(way, form, query), ...text, target: this.target(way, "answer", { step: String(step.step) }), step: step.step, total: form.steps.length, picked: showing.picked ?? null, answered, saved: showing.saved, fault: showing.fault, givenName: form.givenName, readBy: null }));
  }
  private review(way: OpenWay, form: Form, showing: Showing) {
    const answered = form.steps.map((step) => (pickedAt(step, form.kept) === null ? ("unanswered" as const) : ("answered" as const)));
    return this.send(way, showing.status, reviewPage({ ...this.shared(way, form, { q: "review" }), target: this.target(way, "submit", {}), answered, saved: showing.saved, givenName: form.givenName, readAloud: form.readAloud }));
  }
  private kept(way: OpenWay, form: Form) {
    if (form.device === "handed_over") way.reply.clearCookie(VISIT_COOKIE, { path: "/m" });
    const next = firstOpenStep(form.steps, form.kept)?.step ?? Math.max(1, form.steps.length);
    const answered = form.steps.filter((step) => pickedAt(step, form.kept) !== null).length;
    return this.send(way, 200, keptPage({ ...this.shared(way, form, { q: "kept" }), answered, total: form.steps.length, nextStep: next, goOnAddress: this.address(way, { q: String(next) }), validUntil: form.requests[0]!.expiresAt, device: form.device, readBy: null }));
  }
  private done(way: Way, form: Form, agency: AgencyRow) {
    if (form.device === "handed_over") way.reply.clearCookie(VISIT_COOKIE, { path: "/m" });
    return this.send(way, 200, donePage({ practice: practiceFrom(agency), language: form.language, crisis: form.showsCrisis ? "shown" : "none", device: form.device, readBy: null }));
  }
  /** One text whether it was never there (404) or is over (410). */
  private ended(way: Way) {
    way.reply.clearCookie(VISIT_COOKIE, { path: "/m" });
    const language = way.asked ?? languageOfLink(way.request);
    return this.send(way, way.found.state === "unknown" ? 404 : 410, linkEndedPage({ practice: way.found.agency ? practiceFrom(way.found.agency) : nobodysPractice, language }));
  }
  private closed(way: Way) {
    if (way.found.state !== "locked") return this.ended(way);
    const language = way.asked ?? languageOfLink(way.request);
    return this.send(way, 429, tooManyTriesPage({ practice: practiceFrom(way.found.agency), language }));
  }
}

const isOpen = (way: Way): way is OpenWay => way.found.state === "open";
