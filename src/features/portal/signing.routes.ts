import type { FastifyInstance, FastifyRequest } from "fastify";
import { type Language, languages } from "#kernel/language.ts";
import { asFault } from "#server/errors.ts";
import { portalAddresses } from "./addresses.rules.ts";
import { fieldOf, type Outcome, placeOf, type PortalFrame, type SignedIn } from "./frame.routes.ts";
import { signPage, type SignProps, takeBackPage } from "./signing.pages.tsx";
import { signingWords as words } from "./signing.words.ts";

type Ids = { caseId: string; askId: string; planId: string; consentId: string };
const idsOf = (request: FastifyRequest) => request.params as Ids;
/** Every page and form here is about something that is gone once it is done: then the papers, or the home, say how it stands. */
const isGone = (error: unknown): boolean => asFault(error).status < 500;

/** Signing what was asked, signing the plan, and taking back. */
export function addSigningRoutes(scope: FastifyInstance, frame: PortalFrame): void {
  scope.get("/portal/sign/:caseId/:askId", frame.acts("papers", (one, request) => showText(one, request, "consent")));
  scope.post("/portal/sign/:caseId/:askId", frame.acts("papers", (one, request) => sign(one, request, "consent")));
  scope.get("/portal/plan/:caseId/:planId", frame.acts("papers", (one, request) => showText(one, request, "plan")));
  scope.post("/portal/plan/:caseId/:planId", frame.acts("papers", (one, request) => sign(one, request, "plan")));
  scope.get("/portal/take-back/:caseId/:consentId", frame.acts("papers", askBack));
  scope.post("/portal/take-back/:caseId/:consentId", frame.acts("papers", takeBack));
}

type What = "consent" | "plan";
type Shown = Pick<SignProps, "what" | "lines" | "textHash" | "textLanguage" | "isDraft">;

async function textOf({ api, language }: SignedIn, request: FastifyRequest, what: What, asked: Language | null): Promise<Shown> {
  const { caseId, askId, planId } = idsOf(request);
  if (what === "plan") {
    const textLanguage = asked ?? language;
    return { what: "plan", textLanguage, isDraft: "no", ...(await api.plan.ownText({ caseId, planId, language: textLanguage })) };
  }
  const { kind, status, language: textLanguage, ...text } = await api.signing.text({ caseId, askId, language: asked });
  return { what: kind, textLanguage, isDraft: status === "draft" ? "yes" : "no", ...text };
}

const languageIn = (fields: unknown): Language | null => languages.find((one) => one === fieldOf(fields, "in")) ?? null;

async function showText(one: SignedIn, request: FastifyRequest, what: What): Promise<Outcome> {
  try {
    const shown = await textOf(one, request, what, languageIn(request.query));
    return { page: signPage({ ...one.props, ...shown, action: placeOf(request), state: { kept: {}, faults: [] }, changed: "no" }), status: 200 };
  } catch (error) {
    if (!isGone(error)) throw error;
    return { to: portalAddresses.home };
  }
}

async function sign(one: SignedIn, request: FastifyRequest, what: What): Promise<Outcome> {
  const { caseId, askId, planId } = idsOf(request);
  const signedName = one.field("signedName").trim();
  const answer = (["yes", "no"] as const).find((each) => each === one.field("answer")) ?? null;
  const language = languageIn(request.body) ?? one.language;
  const draw = async (more: Partial<Pick<SignProps, "state" | "changed">>) =>
    signPage({ ...one.props, ...(await textOf(one, request, what, language)), action: placeOf(request), state: { kept: { signedName: [one.field("signedName")], ...(answer === null ? {} : { answer: [answer] }) }, faults: [] }, changed: "no", ...more });
  const faults = [...(what === "consent" && answer === null ? [{ path: "answer", message: words.needAnswer }] : []), ...(signedName === "" || signedName.length > 200 ? [{ path: "signedName", message: words.needName }] : [])];
  try {
    if (faults.length > 0) return { page: await draw({ state: { kept: { signedName: [one.field("signedName")], ...(answer === null ? {} : { answer: [answer] }) }, faults } }), status: 422 };
    const textHash = one.field("textHash");
    if (what === "plan") await one.api.plan.ownSign({ caseId, planId, language, signedName, textHash });
    else await one.api.signing.sign({ caseId, askId, language, answer: answer!, signedName, textHash });
    return { to: portalAddresses.papers, said: what === "plan" ? "signed_plan" : answer === "yes" ? "signed_yes" : "signed_no" };
  } catch (error) {
    if (!isGone(error)) throw error;
    // The text is not what was read: shown anew, the answer to be given anew, only the name is kept.
    const anew = asFault(error).code === "changed_meanwhile" || asFault(error).code === "malformed" ? await draw({ state: { kept: { signedName: [signedName] }, faults: [] }, changed: "yes" }).catch(() => null) : null;
    return anew === null ? { to: portalAddresses.papers } : { page: anew, status: 409 };
  }
}

const findMine = async ({ api }: SignedIn, { caseId, consentId }: Ids) => (await api.signing.mine({ caseId })).signed.find((each) => each.consentId === consentId);

async function askBack(one: SignedIn, request: FastifyRequest): Promise<Outcome> {
  try {
    const found = await findMine(one, idsOf(request));
    if (!found?.mayTakeBack) return { to: portalAddresses.papers };
    return { page: takeBackPage({ ...one.props, action: placeOf(request), kind: found.kind }), status: 200 };
  } catch (error) {
    if (!isGone(error)) throw error;
    return { to: portalAddresses.papers };
  }
}

/** Sent twice it is taken back once: the papers say how it stands. */
async function takeBack({ api }: SignedIn, request: FastifyRequest): Promise<Outcome> {
  const { caseId, consentId } = idsOf(request);
  try {
    await api.signing.takeBack({ caseId, consentId });
    return { to: portalAddresses.papers, said: "taken_back" };
  } catch (error) {
    if (!isGone(error)) throw error;
    return { to: portalAddresses.papers };
  }
}
