import type { FastifyInstance, FastifyRequest } from "fastify";
import { dateInZone } from "#kernel/dates.ts";
import { asFault } from "#server/errors.ts";
import { MOST_WORDS } from "#features/testimonials/contract.ts";
import { tellingAddress } from "./addresses.rules.ts";
import type { Outcome, PortalFrame, SignedIn } from "./frame.routes.ts";
import { signTellingPage, type SigningProps, tellingPage, type TellingFault } from "./telling.pages.tsx";
import { readTestimonials } from "./telling.reading.handlers.ts";
import { lastDayOf, readTyped, type Typed } from "./telling.rules.ts";

const paramsOf = (request: FastifyRequest) => request.params as { caseId: string; testimonialId: string };

/** Own words for other families: written, read as a consent, signed; and taken back with one press. */
export function addTellingRoutes(scope: FastifyInstance, frame: PortalFrame): void {
  scope.get(tellingAddress, frame.reads(null, async (one) => tellingPage({ ...one.props, ...(await readTestimonials(one)), again: null })));
  // A form that was answered by a page may be loaded anew at its own address: it begins from the start.
  for (const step of ["read", "sign"]) scope.get(`${tellingAddress}/:caseId/${step}`, (_request, reply) => reply.redirect(tellingAddress, 303));
  scope.post(`${tellingAddress}/:caseId/read`, frame.acts(null, (one, request) => readFirst(one, paramsOf(request).caseId)));
  scope.post(`${tellingAddress}/:caseId/sign`, frame.acts(null, (one, request) => sign(one, paramsOf(request).caseId)));
  scope.post(`${tellingAddress}/:caseId/:testimonialId/back`, frame.acts(null, (one, request) => takeBack(one, paramsOf(request))));
}

/** True for what the page it came from could not know: it leads back there, and what stands now is seen. */
function leadsBack(error: unknown): Outcome {
  if (asFault(error).status >= 500) throw error;
  return { to: tellingAddress };
}

const faultOf = ({ words }: Typed): TellingFault => (words.trim() === "" ? "empty" : words.length > MOST_WORDS ? "long" : "none");

/** The text that would be signed. Its last day is counted from today and then kept, so that the same text is signed tomorrow. */
async function textFor({ api, language, props }: SignedIn, caseId: string, typed: Typed, validTo: string): Promise<Omit<SigningProps, "signedName" | "fault">> {
  const { attribution, languages } = typed;
  return { ...props, caseId, typed, validTo, ...(await api.testimonials.text({ caseId, language, attribution, languages, validTo })) };
}

async function readFirst(one: SignedIn, caseId: string): Promise<Outcome> {
  const typed = readTyped(one.field);
  const fault = faultOf(typed);
  if (fault !== "none") return { status: 422, page: tellingPage({ ...one.props, ...(await readTestimonials(one)), again: { caseId, typed, fault } }) };
  try {
    const validTo = lastDayOf(typed.span, dateInZone(one.now, one.props.practice.timeZone));
    return { status: 200, page: signTellingPage({ ...(await textFor(one, caseId, typed, validTo)), signedName: "", fault: "none" }) };
  } catch (error) {
    return leadsBack(error);
  }
}

async function sign(one: SignedIn, caseId: string): Promise<Outcome> {
  const typed = readTyped(one.field);
  if (faultOf(typed) !== "none") return { to: tellingAddress };
  const [validTo, signedName, textHash] = [one.field("validTo"), one.field("signedName").trim(), one.field("textHash")];
  try {
    const text = await textFor(one, caseId, typed, validTo);
    const again = (fault: SigningProps["fault"]): Outcome => ({ status: 422, page: signTellingPage({ ...text, signedName, fault }) });
    if (signedName === "" || signedName.length > 200) return again("no_name");
    if (text.textHash !== textHash) return again("changed");
    const { words, attribution, languages } = typed;
    await one.api.testimonials.give({ caseId, words, language: one.language, attribution, languages, validTo, signedName, textHash });
    return { to: tellingAddress, said: "wordsKept" };
  } catch (error) {
    return leadsBack(error);
  }
}

async function takeBack(one: SignedIn, { caseId, testimonialId }: { caseId: string; testimonialId: string }): Promise<Outcome> {
  try {
    await one.api.testimonials.withdraw({ caseId, testimonialId });
  } catch (error) {
    return leadsBack(error);
  }
  return { to: tellingAddress, said: "wordsTakenBack" };
}
