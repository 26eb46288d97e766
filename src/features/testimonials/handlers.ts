import { Fault, fieldFault } from "#kernel/faults.ts";
import type { Transaction } from "#database/actor.ts";
import { type Call, handle, type Handlers } from "#server/procedure.ts";
import { tagOf } from "#features/disclosure/rules.ts";
import { isDocumentOf } from "#features/documents/store.ts";
import { requireCase } from "#features/people/handlers.ts";
import { listPeople } from "#features/people/store.ts";
import type { Uses } from "./consent.rules.ts";
import type { Testimonial, testimonials } from "./contract.ts";
import { give, own } from "./family.handlers.ts";
import { faultWords } from "./faults.words.ts";
import { knownAround } from "./known.handlers.ts";
import { consentStands, languagesAllowed, mayEndOn, stateOf } from "./rules.ts";
import { type Asking, requireAgreed, textToSign } from "./signing.handlers.ts";
import * as store from "./store.ts";
import { countOpen, findTraces, type Known, settle } from "./traces.rules.ts";

type One = { caseId: string; testimonialId: string };
const staffIdOf = (tx: Transaction): string => (tx.actor.kind === "staff" ? tx.actor.staffId : "");
/** What in a wording may tell who somebody is, with the reasons that were given. */
const tracesOf = ({ en, es, settled }: Pick<store.StoredVersion, "en" | "es" | "settled">, known: Known) => settle([...findTraces(en, "en", known), ...findTraces(es, "es", known)], settled);

async function require({ tx, caseId, testimonialId }: One & { tx: Transaction }) {
  await requireCase(tx, caseId);
  const found = await store.findTestimonial(tx, caseId, testimonialId);
  if (!found) throw new Fault("not_found", faultWords.none);
  return { found, newest: (await store.listNewest(tx, [testimonialId]))[0] ?? null };
}

async function list(tx: Transaction, { caseId }: { caseId: string }) {
  await requireCase(tx, caseId);
  const found = await store.listTestimonials(tx, caseId);
  const versions = await store.listNewest(tx, found.map((one) => one.testimonialId));
  const onPage = await store.listOnPage(tx, found.map((one) => one.testimonialId));
  const known = versions.length === 0 ? { names: [], places: [] } : await knownAround(tx, caseId);
  return {
    today: tx.today,
    testimonials: found.map(({ caseId: ofCase, ...one }): Testimonial => {
      const version = versions.find((each) => each.testimonialId === one.testimonialId) ?? null;
      const newest = version === null ? null : newestOf(tx, version, known);
      return { ...one, state: stateOf(one, newest, tx.today), isShown: onPage.includes(one.testimonialId) && consentStands(one, tx.today), newest, disclosure: tagOf("caregiver", ofCase, one.personId) };
    }),
  };
}

function newestOf(tx: Transaction, version: store.StoredVersion, known: Known) {
  const { testimonialId: _testimonialId, preparedById, settled: _settled, ...shown } = version;
  return { ...shown, traces: tracesOf(version, known), isMine: preparedById !== null && preparedById === staffIdOf(tx) };
}

/** An adult's words taken down by who works here; the signed paper is among the documents. */
export async function record(tx: Transaction, input: Uses & { caseId: string; personId: string; documentId: string; words: string; signedName: string; textHash: string }, call: Asking) {
  await requireCase(tx, input.caseId);
  const isAround = (await listPeople(tx, input.caseId)).some((one) => one.part === "caregiver" && one.personId === input.personId && one.validFrom <= tx.today && (one.validTo === null || one.validTo >= tx.today));
  if (!isAround) throw fieldFault("personId", faultWords.noAdult);
  if (!(await isDocumentOf(tx, { caseId: input.caseId }, input.documentId))) throw fieldFault("documentId", faultWords.needDocument);
  const signed = await requireAgreed(tx, input, call);
  return { testimonialId: await store.insertTestimonial(tx, { ...input, ...signed, words: input.words.trim(), way: "paper" }) };
}

/** Another wording for the page. It is kept with whatever is still unsettled, and released only without. */
export async function prepare(tx: Transaction, { caseId, testimonialId, after, en, es, settled }: One & { after: number; en: string; es: string; settled: { key: string; why: string }[] }) {
  const { found, newest } = await require({ tx, caseId, testimonialId });
  if (!consentStands(found, tx.today)) throw new Fault("refused", faultWords.ended);
  const words = { en: en.trim(), es: es.trim() };
  if (words[found.language] === "") throw fieldFault(found.language, faultWords.needWords);
  const other = found.language === "en" ? "es" : "en";
  if (words[other] !== "" && !languagesAllowed(found.language, found.languages).includes(other)) throw fieldFault(other, faultWords.notAllowed);
  const traces = tracesOf({ ...words, settled }, await knownAround(tx, caseId));
  const kept = settled.filter((one) => traces.some((each) => each.key === one.key));
  if ((newest?.number ?? 0) !== after || !(await store.insertVersion(tx, found, { number: after + 1, ...words, settled: kept }))) throw new Fault("changed_meanwhile", faultWords.changed);
  return { number: after + 1, open: countOpen(traces) };
}

/** Shows a wording: the newest, by another person than prepared it, with nothing in it unsettled and a consent that stands. */
export async function release(tx: Transaction, { caseId, testimonialId, number }: One & { number: number }) {
  const { found, newest } = await require({ tx, caseId, testimonialId });
  if (!consentStands(found, tx.today)) throw new Fault("refused", faultWords.ended);
  if (newest === null || newest.number !== number || newest.releasedAt !== null) throw new Fault("changed_meanwhile", faultWords.notNewest);
  if (newest.preparedById === staffIdOf(tx)) throw new Fault("refused", faultWords.ownRelease);
  if (countOpen(tracesOf(newest, await knownAround(tx, caseId))) > 0) throw new Fault("refused", faultWords.unsettled);
  if (!(await store.releaseVersion(tx, testimonialId, number))) throw new Fault("changed_meanwhile", faultWords.notNewest);
  return { released: true as const };
}

async function takeBack(tx: Transaction, one: One) {
  await require({ tx, ...one });
  if (!(await store.takeBack(tx, one.testimonialId))) throw new Fault("refused", faultWords.notShown);
  return { takenBack: true as const };
}

/** Ends the consent: from the next look on the page shows nothing of it. */
export async function withdraw(tx: Transaction, one: One) {
  await require({ tx, ...one });
  if (!(await store.withdraw(tx, one.testimonialId))) throw new Fault("refused", faultWords.ended);
  return { withdrawn: true as const };
}

async function text(tx: Transaction, { caseId, ...uses }: { caseId: string } & Uses, call: Call) {
  await requireCase(tx, caseId);
  if (!mayEndOn(uses.validTo, tx.today)) throw fieldFault("validTo", faultWords.endTooFar);
  const { version: _version, ...shown } = textToSign(tx, uses, call);
  return shown;
}

export const testimonialsHandlers: Handlers<typeof testimonials> = {
  list: handle(list),
  text: handle(text),
  record: handle(record),
  prepare: handle(prepare),
  release: handle(release),
  takeBack: handle(takeBack),
  own: handle(own),
  give: handle(give),
  withdraw: handle(withdraw),
};
