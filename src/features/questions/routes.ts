import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { Language } from "#kernel/language.ts";
import { languages } from "#kernel/language.ts";
import { type Actor, asActor } from "#database/actor.ts";
import type { Services } from "#server/procedure.ts";
import { readReceiptCode } from "#features/intake/rules.ts";
import { promisedBy } from "#features/intake/promise.rules.ts";
import { siteAddresses } from "#features/site/addresses.rules.ts";
import { addForms, agencyOfSite, type FormFields, guard, html, isFromOurPage, knownPractice } from "#features/site/routes.ts";
import type { PageProps } from "#features/site/shell.pages.tsx";
import { questionPage, type QuestionPageProps, questionReceiptPage } from "./ask.pages.tsx";
import { shippedQuestions } from "./contract.ts";
import { openAnswer, promiseNow, receiveQuestion } from "./handlers.ts";
import { answerPage, type Opened, readPage } from "./read.pages.tsx";
import { keptFrom, readQuestionForm } from "./rules.ts";
import type { OpenedAnswer } from "./store.ts";

type QuestionServices = Pick<Services, "baseUrl" | "database" | "clock" | "signingKey">;
/** One address may ask, and try, so often. A refusal is the same whatever was tried. */
const asking = { rateLimit: { max: 20, timeWindow: "10 minutes" } };

/** A visitor of the site; null as long as there is no agency. */
async function visitorOf(services: QuestionServices): Promise<Actor | null> {
  const agency = await agencyOfSite(services);
  return agency && { kind: "visitor", agencyId: agency.agency_id, timeZone: agency.time_zone };
}

/** The pages on which somebody asks and reads the answer (D11): no account, no cookie, no script needed, in no cache. */
export async function addQuestionRoutes(app: FastifyInstance, services: QuestionServices): Promise<void> {
  const known = knownPractice(services);
  const propsOf = async (language: Language): Promise<PageProps> => ({ practice: await known.now(), language });
  await addForms(app, known, (scope) => {
    for (const language of languages) {
      scope.get(siteAddresses.question[language], async (_request, reply) => html(reply, 200, await draw(services, await propsOf(language), { kept: {}, faults: [], refusal: "none" })));
      scope.post(siteAddresses.question[language], { config: asking }, async (request, reply) => takeQuestion(services, await propsOf(language), request, reply));
      scope.get(siteAddresses.answer[language], async (_request, reply) => html(reply, 200, readPage({ ...(await propsOf(language)), guard: guard(services, "answer"), tried: "no" })));
      scope.post(siteAddresses.answer[language], { config: asking }, async (request, reply) => takeCode(services, await propsOf(language), request, reply));
    }
  });
}

async function draw(services: QuestionServices, props: PageProps, more: Pick<QuestionPageProps, "kept" | "faults" | "refusal">): Promise<string> {
  const visitor = await visitorOf(services);
  const now = services.clock.now();
  const promise = visitor === null ? { by: promisedBy(now, { promiseWorkDays: shippedQuestions.answerWorkDays, holidays: [] }, props.practice.timeZone), keepDays: shippedQuestions.keepDays } : await asActor(services.database, services.clock, visitor, promiseNow);
  return questionPage({ ...props, ...more, guard: guard(services, "question"), answerBy: promise.by, keepDays: promise.keepDays });
}

async function takeQuestion(services: QuestionServices, props: PageProps, request: FastifyRequest, reply: FastifyReply) {
  const fields = (request.body ?? {}) as FormFields;
  const reading = readQuestionForm(fields, props.language);
  const again = async (status: number, more: Pick<QuestionPageProps, "faults" | "refusal">) => html(reply, status, await draw(services, props, { kept: keptFrom(fields), ...more }));
  if (!reading.ok) return again(422, { faults: reading.faults, refusal: "none" });
  if (!isFromOurPage(services, fields, "question")) return again(422, { faults: [], refusal: "whole" });
  const visitor = await visitorOf(services);
  if (visitor === null) return again(503, { faults: [], refusal: "whole" });
  const { code, by } = await receiveQuestion(services, visitor, reading.value, { text: JSON.stringify(fields), requestId: request.id });
  return html(reply, 200, questionReceiptPage({ ...props, code, way: reading.value.way, answerBy: by }));
}

async function takeCode(services: QuestionServices, props: PageProps, request: FastifyRequest, reply: FastifyReply) {
  const fields = (request.body ?? {}) as FormFields;
  const first = (name: string) => String([fields[name] ?? ""].flat()[0]).slice(0, 200);
  const visitor = await visitorOf(services);
  // A stamp that is wrong is told like a word that is wrong, and nothing is looked for.
  const found = visitor === null || !isFromOurPage(services, fields, "answer") ? null : await openAnswer(services, visitor, { code: readReceiptCode(first("code")), word: first("word"), requestId: request.id });
  if (found === null) return html(reply, 422, readPage({ ...props, guard: guard(services, "answer"), tried: "nothing_found" }));
  return html(reply, 200, answerPage({ ...props, opened: openedFrom(found, services.clock.now()) }));
}

function openedFrom(found: OpenedAnswer, now: string): Opened {
  const moment = (at: string) => new Date(at).toISOString();
  const promised = moment(found.promisedBy);
  const state = found.closedHow === "referral" ? "referral" : found.answers.length > 0 ? "answered" : found.status === "closed" ? "closed" : promised < now ? "late" : "waiting";
  return { state, promisedBy: promised, answers: found.answers.map((one) => ({ words: one.words, writtenAt: moment(one.writtenAt) })) };
}
