import { addDays } from "#kernel/dates.ts";
import { findCase, insertAuthority, listAuthorities } from "#features/people/store.ts";
import { end, type NewAuthorization, prepare, sign, textOf } from "#features/release/authorizations.handlers.ts";
import { findAuthorization } from "#features/release/authorizations.store.ts";
import { begin } from "#features/release/releases.handlers.ts";
import { add } from "#features/release/requests.handlers.ts";
import { fixRelease, replaceParts } from "#features/release/store.ts";
import type { Call } from "#server/procedure.ts";
import { acting } from "../support/agency.ts";
import { newBystanderCase, newDocument, operatorDoes, type Scene } from "./scene.ts";

// Authorizations, releases and requests for records in each state, made by the product's own handlers.

const TODAY = "2026-11-20";
export const school = { name: "Ms. Made-Up", organization: "A made-up school", address: "1 Made-Up Lane, Washington, DC", fax: "", email: "", personId: null };
const callOf = (scene: Scene): Call => ({ services: scene.server.services, requestId: "tests", actor: scene.clinician, language: "en", device: "", owes: "nothing", signInToken: null, setSignInToken: () => {}, stepToken: null, setStepToken: () => {} });
const asClinician = <T>(scene: Scene, work: Parameters<typeof acting<T>>[2]) => acting(scene.place, scene.clinician, work);

/** The authority of adult A with the scope of release, made once. */
async function releaseAuthority(scene: Scene): Promise<string> {
  return asClinician(scene, async (tx) => {
    const found = (await listAuthorities(tx, scene.caseId)).find((one) => one.scopes.includes("release") && one.validTo === null);
    return found?.authorityId ?? insertAuthority(tx, scene.caseId, { holderId: scene.adultA, holderOrganization: null, kind: "parent", document: "an order of the tests", scopes: ["release"], limits: "", validFrom: TODAY, validTo: null });
  });
}

/** An authorization about the child, or about adult A, prepared, signed or ended. */
export async function newAuthorization(scene: Scene, state: "prepared" | "signed" | "ended", more: Partial<NewAuthorization> = {}): Promise<{ authorizationId: string; authorityId: string; textHash: string }> {
  const authorityId = await releaseAuthority(scene);
  const call = callOf(scene);
  return asClinician(scene, async (tx) => {
    const childId = (await findCase(tx, scene.caseId))!.childId;
    const subjectId = more.subjectId ?? childId;
    const { authorizationId } = await prepare(tx, { caseId: scene.caseId, subjectId, recipientKind: "school", recipient: school, purpose: "Planning with the school", opens: subjectId === childId ? ["service", "child_chart"] : ["relationship", "caregiver"], opensPart2: false, periodFrom: null, periodTo: null, expiresOn: addDays(TODAY, 90), expiresWhen: "", language: "en", ...more }, call);
    const { textHash } = await textOf(tx, (await findAuthorization(tx, scene.caseId, authorizationId))!);
    const ids = { caseId: scene.caseId, authorizationId };
    const by = subjectId === childId ? authorityId : null;
    if (state !== "prepared") await sign(tx, { ...ids, authorityId: by, way: "here", signedOn: tx.today, documentId: null, signedName: "Ana Made-Up", witness: "", textHash }, call);
    if (state === "ended") await end(tx, { ...ids, why: "revoked" });
    return { authorizationId, authorityId, textHash };
  });
}

const kept = new WeakMap<Scene, { signed?: Promise<{ authorizationId: string }>; draft?: Promise<{ releaseId: string; revision: number }> }>();
const keptOf = (scene: Scene) => kept.get(scene) ?? kept.set(scene, {}).get(scene)!;
/** A signed authorization that no call uses up, made once for a scene. */
export const signedAuthorization = (scene: Scene) => (keptOf(scene).signed ??= newAuthorization(scene, "signed"));
/** A drafted release that is only read, made once for a scene. */
export const draftToRead = (scene: Scene) => (keptOf(scene).draft ??= newRelease(scene, "record"));

/** A draft of the child's chart, or a letter, by a signed authorization. */
export async function newRelease(scene: Scene, form: "record" | "letter", by?: { authorizationId: string }): Promise<{ releaseId: string; revision: number }> {
  const { authorizationId } = by ?? (await signedAuthorization(scene));
  const { releaseId } = await asClinician(scene, (tx) => begin(tx, { caseId: scene.caseId, form, letterKind: form === "letter" ? "school" : null, template: null, basis: "authorization", authorizationId, authorityId: null, requestId: null, subjectId: null, recipientKind: null, recipient: null, recipientPersonId: null, purpose: "", opens: ["service", "child_chart"], periodFrom: null, periodTo: null, language: "en" }, callOf(scene)));
  return { releaseId, revision: 1 };
}

/** The same, fixed: with a document that stands for its paper. The paper itself is written where that is what is tested. */
export async function newFixedRelease(scene: Scene): Promise<{ releaseId: string }> {
  const { releaseId } = await newRelease(scene, "record");
  const [documentId, dataDocumentId] = [await newDocument(scene, { caseId: scene.caseId }), await newDocument(scene, { caseId: scene.caseId })];
  await asClinician(scene, async (tx) => {
    const disclosure = { class: "service" as const, caseId: scene.caseId, ownerPersonId: null, ownerStaffId: null, counterpartStaffId: null, part2: false };
    await replaceParts(tx, scene.caseId, releaseId, [{ source: "session", words: "", factIds: [scene.sessionId], on: TODAY, disclosure }]);
    await fixRelease(tx, { releaseId, documentId, dataDocumentId, textHash: "0".repeat(64), partCount: 1 });
  });
  return { releaseId };
}

/** A subpoena that waits for its answer, of a case of its own: handling it opens that case to the privacy officer, and no other. */
export async function newRequest(scene: Scene): Promise<{ caseId: string; requestId: string }> {
  const caseId = await newBystanderCase(scene);
  const { requestId } = await operatorDoes(scene, (tx) => add(tx, { caseId, kind: "subpoena", receivedOn: TODAY, dueOn: addDays(TODAY, 14), asker: "A made-up court", personId: null, caseNumber: "MU-1", asked: "All records", documentId: null }, callOf(scene)));
  return { caseId, requestId };
}
