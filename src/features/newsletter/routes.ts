import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { type Language, languages } from "#kernel/language.ts";
import { addMinutes } from "#kernel/dates.ts";
import { type Actor, asActor, type Transaction } from "#database/actor.ts";
import { appendAudit } from "#server/audit.ts";
import { textIsSigned } from "#server/keys.ts";
import type { Services } from "#server/procedure.ts";
import { siteAddresses } from "#features/site/addresses.rules.ts";
import { languageOfLink } from "#features/site/faults.routes.ts";
import { addForms, agencyOfSite, type FormFields, guard, html, isFromOurPage, knownPractice } from "#features/site/routes.ts";
import type { PageProps } from "#features/site/shell.pages.tsx";
import { CONFIRM_DAYS } from "./contract.ts";
import { newsPage, pressPage, saidPage } from "./pages.tsx";
import { readEmail } from "./rules.ts";
import * as store from "./store.ts";

type NewsServices = Pick<Services, "baseUrl" | "database" | "clock" | "signingKey" | "enqueue">;
const asking = { rateLimit: { max: 10, timeWindow: "10 minutes" } };
const pressing = { rateLimit: { max: 60, timeWindow: "10 minutes" } };
const DAY_MINUTES = 24 * 60;

/** Works for the practice of the site, as the machine that keeps the list: no visitor reads or writes an address by a right of their own. */
async function within<T>(services: NewsServices, work: (tx: Transaction) => Promise<T>): Promise<T | null> {
  const agency = await agencyOfSite(services);
  if (agency === null) return null;
  const actor: Actor = { kind: "system", job: "newsletter", agencyId: agency.agency_id, timeZone: agency.time_zone };
  return asActor(services.database, services.clock, actor, work);
}

/** Whose address a link is, where we signed it for this verb. */
function readToken({ signingKey }: NewsServices, verb: "confirm" | "leave", token: string): string | null {
  const [readerId = "", signature = ""] = token.split(".");
  return /^[0-9a-f-]{36}$/.test(readerId) && textIsSigned(signingKey, `newsletter-${verb}`, readerId, signature) ? readerId : null;
}

/** The pages of the newsletter (D11): asking for it, and one press behind a link to confirm or to leave. No cookie, no script needed. */
export async function addNewsletterRoutes(app: FastifyInstance, services: NewsServices): Promise<void> {
  const known = knownPractice(services);
  const propsOf = async (language: Language): Promise<PageProps> => ({ practice: await known.now(), language });
  await addForms(app, known, (scope) => {
    // A mailbox that leaves for somebody may send its one word as either kind of form (RFC 8058); the word itself changes nothing.
    scope.addContentTypeParser("multipart/form-data", { parseAs: "string", bodyLimit: 8 * 1024 }, (_request, _body, done) => done(null, {}));
    for (const language of languages) {
      scope.get(siteAddresses.news[language], async (_request, reply) => html(reply, 200, newsPage({ ...(await propsOf(language)), guard: guard(services, "news"), kept: {}, state: "empty" })));
      scope.post(siteAddresses.news[language], { config: asking }, async (request, reply) => takeAddress(services, await propsOf(language), request, reply));
    }
    for (const verb of ["confirm", "leave"] as const) {
      const address = (token: string, language: Language) => `/news/${verb}/${encodeURIComponent(token)}?lang=${language}`;
      scope.get(`/news/${verb}/:token`, async (request, reply) => {
        const { token } = request.params as { token: string };
        const props = await propsOf(languageOfLink(request));
        if (readToken(services, verb, token) === null) return html(reply, 404, saidPage({ ...props, said: "over" }));
        return html(reply, 200, pressPage({ ...props, verb, action: address(token, props.language), links: { en: address(token, "en"), es: address(token, "es") } }));
      });
      scope.post(`/news/${verb}/:token`, { config: pressing }, async (request, reply) => {
        const { token } = request.params as { token: string };
        const props = await propsOf(languageOfLink(request));
        const readerId = readToken(services, verb, token);
        const done = readerId !== null && (await within(services, (tx) => press(tx, verb, readerId, request.id))) === true;
        return html(reply, done ? 200 : 404, saidPage({ ...props, said: !done ? "over" : verb === "confirm" ? "isOn" : "isOff" }));
      });
    }
  });
}

/** Whoever left before has left all the same; an address that was forgotten cannot be confirmed. */
async function press(tx: Transaction, verb: "confirm" | "leave", readerId: string, requestId: string): Promise<boolean> {
  const done = verb === "leave" ? (await store.deleteReader(tx, readerId), true) : await store.confirmReader(tx, readerId, addMinutes(tx.now, -CONFIRM_DAYS * DAY_MINUTES));
  if (done) await appendAudit(tx, { action: "write", procedure: `newsletter.${verb}`, outcome: "done", requestId });
  return done;
}

async function takeAddress(services: NewsServices, props: PageProps, request: FastifyRequest, reply: FastifyReply) {
  const fields = (request.body ?? {}) as FormFields;
  const first = (name: string) => String([fields[name] ?? ""].flat()[0]).slice(0, 300);
  const language = first("language") === "es" ? "es" : "en";
  const again = (state: "no_address" | "refused") => html(reply, 422, newsPage({ ...props, guard: guard(services, "news"), kept: { email: [first("email")], language: [language] }, state }));
  const email = readEmail(first("email"));
  if (email === null) return again("no_address");
  if (!isFromOurPage(services, fields, "news")) return again("refused");
  // The same is done for an address that is known: whether a letter is owed is decided by the job.
  await within(services, async (tx) => {
    const readerId = await store.askFor(tx, email, language);
    await services.enqueue(tx, "send-newsletter", { agencyId: tx.actor.agencyId, id: readerId });
    await appendAudit(tx, { action: "write", procedure: "newsletter.ask", outcome: "done", requestId: request.id });
  });
  return html(reply, 200, saidPage({ ...props, said: "sent" }));
}
