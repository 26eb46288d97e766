import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import path from "node:path";
import type { ReactNode } from "react";
import { dateInZone } from "#kernel/dates.ts";
import { type Language, languages, type Words } from "#kernel/language.ts";
import { signText } from "#server/keys.ts";
import type { FormState } from "#features/site/fields.pages.tsx";
import { practiceFrom } from "#features/site/practice.rules.ts";
import { addForms, guard, html, isFromOurPage, knownPractice } from "#features/site/routes.ts";
import type { PageProps } from "#features/site/shell.pages.tsx";
import { type Applying, askForCode, begin, type Behind, listOffered, openLink, save, settingsOf, submit, withdraw } from "./apply.handlers.ts";
import { checkWords } from "./check.words.ts";
import { type ApplicationForm, applicationKinds, isWithApplicant, MOST_PEOPLE } from "./contract.ts";
import { asItStands, draftAddress, draftPage, type DraftProps, overPage, stepPage, withClause } from "./draft.pages.tsx";
import { draftWords } from "./draft.words.ts";
import { assessed, type Draft, fieldsOfAgency, fieldsOfPerson, fieldsOfReadiness, type FormFields, isRole, readEmail, withAgency, without, withOneMore, withPerson, withReadiness } from "./form.rules.ts";
import { loadForm } from "./policies.ts";
import { type ApplicationFault, whyNoMore } from "./rules.ts";
import { AgencyFields, PersonFields, ReadinessFields } from "./steps.pages.tsx";
import { begunPage, trainingAddress, trainingPage, type TrainingProps } from "./training.pages.tsx";
import { roleNames, trainingWords } from "./words.ts";

/** One network may begin so often, and save so often. */
const beginning = { rateLimit: { max: 20, timeWindow: "10 minutes" } };
const looking = { rateLimit: { max: 240, timeWindow: "10 minutes" } };
const FORM = "training";
const first = (fields: FormFields, name: string): string => String([fields[name] ?? ""].flat()[0] ?? "").slice(0, 300);

/** The pages of whoever applies (C8–C11): no account, no cookie, no script needed, in no cache. */
export async function addApplicationRoutes(app: FastifyInstance, services: Applying): Promise<void> {
  const form = loadForm(path.join(services.projectRoot, "data"));
  const known = knownPractice(services);
  await addForms(app, known, (scope) => {
    const fieldsOf = (request: FastifyRequest) => (request.body ?? {}) as FormFields;
    for (const language of languages) {
      scope.get(trainingAddress[language], async (_request, reply) => html(reply, 200, await drawTraining(services, await known.now(), language, {})));
      scope.post(trainingAddress[language], { config: beginning }, async (request, reply) => takeBeginning(services, await known.now(), language, request, reply));
    }
    const at = "/training/application/:token";
    type Opened = { behind: Behind; props: DraftProps; token: string };
    /** What is behind the link of an address; without any, the one page that says so. */
    const opened = (work: (opened: Opened, request: FastifyRequest, reply: FastifyReply) => Promise<unknown>) => async (request: FastifyRequest, reply: FastifyReply) => {
      const { token } = request.params as { token: string };
      const behind = /^[\w-]{20,100}$/.test(token) ? await openLink(services, token) : null;
      const asked = (request.query as Record<string, unknown>).lang;
      const language = languages.find((one) => one === asked) ?? behind?.application.language ?? "en";
      if (behind === null) return html(reply, 404, overPage({ practice: await known.now(), language }));
      return work({ behind, token, props: propsOf(behind, token, language, form) }, request, reply);
    };
    scope.get(at, { config: looking }, opened(async ({ props }, _request, reply) => html(reply, 200, draftPage({ ...props, ...asItStands }))));
    scope.post(`${at}/people`, { config: looking }, opened(async (one, request, reply) => changePeople(services, one, fieldsOf(request), request, reply)));
    scope.post(`${at}/submit`, { config: looking }, opened(async ({ behind, token, props }, request, reply) => {
      await submit(services, behind, token, request.id);
      return reply.redirect(draftAddress(token, props.language), 303);
    }));
    // The code stands in the answer alone; whoever looks again makes another.
    scope.get(`${at}/code`, { config: looking }, opened(async ({ token, props }, _request, reply) => reply.redirect(draftAddress(token, props.language), 303)));
    scope.post(`${at}/code`, { config: looking }, opened(async ({ behind, token, props }, request, reply) => {
      const made = await askForCode(services, behind, request.id);
      if (made === null) return reply.redirect(draftAddress(token, props.language), 303);
      return html(reply, 200, draftPage({ ...props, ...asItStands, offer: { ...props.offer, codeUntil: made.until }, shownCode: made.code }));
    }));
    scope.post(`${at}/withdraw`, { config: looking }, opened(async ({ behind, token, props }, request, reply) => {
      if (first(fieldsOf(request), "sure") !== "yes") return html(reply, 422, draftPage({ ...props, ...asItStands, needsTick: "yes" }));
      await withdraw(services, behind, request.id);
      return reply.redirect(draftAddress(token, props.language), 303);
    }));
    for (const [address, stepOf] of [[`${at}/agency`, () => "agency"], [`${at}/person/:of`, (of: string) => `person/${of}`], [`${at}/ready/:of`, (of: string) => `ready/${of}`]] as const) {
      const step = (request: FastifyRequest) => stepOf((request.params as { of?: string }).of ?? "");
      scope.get(address, { config: looking }, opened(async (one, request, reply) => drawStep(services, one, step(request), request, reply)));
      scope.post(address, { config: looking }, opened(async (one, request, reply) => takeStep(services, one, step(request), request, reply)));
    }
  });
}

function propsOf({ agency, application, faults, offer }: Behind, token: string, language: Language, form: ApplicationForm): DraftProps {
  const { kind, status, code, cohort, takes, changedAt, content, names } = application;
  return { practice: practiceFrom(agency), language, token, kind, status, code, cohort, takes, changedAt, until: dateInZone(application.endsAt, agency.time_zone), draft: { content, names }, faults, form, offer };
}

async function drawTraining(services: Applying, site: PageProps["practice"], language: Language, more: Partial<Pick<TrainingProps, "kept" | "faults" | "refusal">>): Promise<string> {
  const offered = await listOffered(services);
  const { practice, keepDays } = await settingsOf(services, site);
  const cohorts = offered.map(({ agency, isBlind: _blind, ...one }) => ({ ...one, of: agency.public_name }));
  return trainingPage({ practice, language, cohorts, guard: guard(services, FORM), kept: {}, faults: [], refusal: "none", keepDays, ...more });
}

async function takeBeginning(services: Applying, site: PageProps["practice"], language: Language, request: FastifyRequest, reply: FastifyReply) {
  const fields = (request.body ?? {}) as FormFields;
  const [cohort, kindText, typed] = [first(fields, "cohort"), first(fields, "kind"), first(fields, "email")];
  const offered = (await listOffered(services)).find((one) => one.cohortId === cohort);
  const kind = applicationKinds.find((one) => one === kindText);
  const email = readEmail(typed);
  const faults = [...(offered ? [] : [{ path: "cohort", message: trainingWords.noCohort }]), ...(kind ? [] : [{ path: "kind", message: trainingWords.noKind }]), ...(email ? [] : [{ path: "email", message: checkWords.email }])];
  const kept = { cohort: [cohort], kind: [kindText], email: [typed] };
  if (!offered || !kind || !email) return html(reply, 422, await drawTraining(services, site, language, { kept, faults }));
  if (!isFromOurPage(services, fields, FORM)) return html(reply, 422, await drawTraining(services, site, language, { kept, refusal: "whole" }));
  await begin(services, { cohortId: cohort, kind, email, language, requestId: request.id });
  return html(reply, 200, begunPage({ practice: practiceFrom(offered.agency), language }));
}

type Opened = { behind: Behind; props: DraftProps; token: string };
/** Takes somebody on or out. One clinician too many is refused with the reason and the clause (C9). */
async function changePeople(services: Applying, { behind, props, token }: Opened, fields: FormFields, request: FastifyRequest, reply: FastifyReply) {
  const { language, kind, draft } = props;
  const back = (step = "") => reply.redirect(draftAddress(token, language, step), 303);
  if (kind !== "team" || !isWithApplicant(props.status)) return back();
  const [role, leaving] = [first(fields, "add"), first(fields, "remove")];
  if (leaving !== "") {
    await save(services, behind, without(draft, leaving), request.id);
    return back();
  }
  if (!isRole(role)) return back();
  const full: ApplicationFault | null = draft.content.people.length >= MOST_PEOPLE ? { step: "people", field: role, message: draftWords.full, clause: null, weight: "blocks" } : null;
  const refused = full ?? whyNoMore(behind.policy, draft, role, dateInZone(services.clock.now(), behind.agency.time_zone));
  if (refused !== null) return html(reply, 422, draftPage({ ...props, ...asItStands, refused }));
  const { draft: next, id } = withOneMore(draft, role);
  const { outcome } = await save(services, behind, next, request.id);
  return outcome === "saved" ? back(`person/${id}`) : back();
}

type Form = { title: Words; kept: Record<string, string[]>; change(fields: FormFields): Draft; draw(state: FormState): ReactNode };
/** A step of an application: what it holds, and what a form makes of it; null where there is no such step. */
function formOf({ kind, draft, form, language }: DraftProps, step: string): Form | null {
  const [name, of = ""] = step.split("/");
  if (name === "agency") return { title: kind === "team" ? draftWords.agency : draftWords.you, kept: fieldsOfAgency(draft), change: (fields) => withAgency(draft, fields), draw: (state) => AgencyFields({ state, kind }) };
  const person = draft.content.people.find((one) => one.id === of);
  if (name === "person" && person) return { title: kind === "team" ? roleNames[person.role] : draftWords.self, kept: fieldsOfPerson(draft, of), change: (fields) => withPerson(draft, of, fields, form), draw: (state) => PersonFields({ state, role: person.role, form }) };
  if (name !== "ready" || !assessed(kind, draft.content).includes(of)) return null;
  const called = draft.names.people.find((one) => one.id === of)?.name || draftWords.noName[language];
  return { title: of === "agency" ? draftWords.readyAgency : draftWords.readyOf(called), kept: fieldsOfReadiness(draft, of), change: (fields) => withReadiness(draft, of, fields, form), draw: (state) => ReadinessFields({ state, of, form }) };
}
/** Tells whether somebody else saved the same step meanwhile. */
const seenOf = ({ signingKey }: Applying, kept: Record<string, string[]>) => signText(signingKey, "application-step", JSON.stringify(kept));
const faultsOn = ({ faults }: DraftProps, step: string) => faults.filter((one) => one.step === step).map((one) => ({ path: one.field, message: withClause(one) }));

async function drawStep(services: Applying, { props, token }: Opened, step: string, request: FastifyRequest, reply: FastifyReply) {
  const form = formOf(props, step);
  if (form === null || !isWithApplicant(props.status)) return reply.redirect(draftAddress(token, props.language), 303);
  const { saved, look } = request.query as Record<string, unknown>;
  const state = { language: props.language, kept: form.kept, faults: saved === "yes" || look === "yes" ? faultsOn(props, step) : [] };
  return html(reply, 200, stepPage(props, step, form.title, { state, seen: seenOf(services, form.kept), saved: saved === "yes" ? "yes" : "no", changed: "no" }, form.draw(state)));
}

async function takeStep(services: Applying, { behind, props, token }: Opened, step: string, request: FastifyRequest, reply: FastifyReply) {
  const fields = (request.body ?? {}) as FormFields;
  const form = formOf(props, step);
  if (form === null || !isWithApplicant(props.status)) return reply.redirect(draftAddress(token, props.language), 303);
  const isSame = first(fields, "seen") === seenOf(services, form.kept);
  const { outcome } = isSame ? await save(services, behind, form.change(fields), request.id) : { outcome: "changed" as const };
  if (outcome === "saved") return reply.redirect(draftAddress(token, props.language, step, "&saved=yes"), 303);
  const kept = Object.fromEntries(Object.entries(fields).filter(([name]) => name !== "seen").map(([name, value]) => [name, [value ?? []].flat()]));
  const state = { language: props.language, kept, faults: [] };
  return html(reply, 409, stepPage(props, step, form.title, { state, seen: seenOf(services, form.kept), saved: "no", changed: "yes" }, form.draw(state)));
}
