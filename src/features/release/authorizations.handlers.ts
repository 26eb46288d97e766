import { Fault, fieldFault } from "#kernel/faults.ts";
import type { SignedLine } from "#kernel/signedText.ts";
import type { Transaction } from "#database/actor.ts";
import { type Call, handle, type Handlers } from "#server/procedure.ts";
import { hashOfLines } from "#server/signedText.ts";
import { consentData } from "#features/consent/handlers.ts";
import { judgeOwnSignature } from "#features/consent/rules.ts";
import { isDocumentOf } from "#features/documents/store.ts";
import { findAgency } from "#features/letters/store.ts";
import { requireCase } from "#features/people/handlers.ts";
import { listAuthorities, listPeople } from "#features/people/store.ts";
import { latestEnd, stateOf, writeAuthorization } from "./authorization.rules.ts";
import type { authorizationsContract } from "./authorizations.contract.ts";
import * as store from "./authorizations.store.ts";
import { faultWords } from "./faults.words.ts";
import { lawOf } from "./gathering.handlers.ts";
import { listLimited } from "./store.ts";

type Contract = typeof authorizationsContract;
type InputOf<Name extends keyof Contract> = Parameters<Extract<Handlers<Contract>[Name], { open: false }>["run"]>[1];
/** What is said of a new authorization. */
export type NewAuthorization = InputOf<"prepare">;
type Ids = { caseId: string; authorizationId: string };
const nameOf = (one: { givenName: string; familyName: string }) => `${one.givenName} ${one.familyName}`.trim();

/** The child and each caregiver, once, whatever parts they had. */
async function listAround(tx: Transaction, caseId: string, childId: string) {
  const around = (await listPeople(tx, caseId)).filter((one) => one.personId === childId || one.part === "caregiver");
  return [...new Map(around.map((one) => [one.personId, one])).values()];
}

/** Whose record can be opened: the child's, and each adult's own; children beside this one are not of this record. */
async function listSubjects(tx: Transaction, caseId: string, childId: string) {
  return (await listAround(tx, caseId, childId)).map((one) => ({ subjectId: one.personId, name: nameOf(one), part: one.personId === childId ? ("child" as const) : ("adult" as const) }));
}

/** Who could sign about whom today. */
async function listSigners(tx: Transaction, caseId: string, childId: string) {
  const [everybody, people] = [await listPeople(tx, caseId), await listAround(tx, caseId, childId)];
  const limited = await listLimited(tx, caseId);
  const holds = (span: { validFrom: string; validTo: string | null }) => span.validFrom <= tx.today && (span.validTo === null || span.validTo >= tx.today);
  const ofChild = (await listAuthorities(tx, caseId)).filter((one) => holds(one) && one.scopes.includes("release") && !limited.includes(one.holderId ?? "")).map((one) => {
    const holder = everybody.find((person) => person.personId === one.holderId);
    return { subjectId: childId, authorityId: one.authorityId, personId: one.holderId, organization: one.holderOrganization, name: holder === undefined ? (one.holderOrganization ?? "") : nameOf(holder) };
  });
  const own = people.filter((one) => one.personId !== childId).map((one) => ({ subjectId: one.personId, authorityId: null, personId: one.personId, organization: null, name: nameOf(one) }));
  return [...ofChild, ...own];
}

const shown = (row: store.AuthorizationRow, today: string) => {
  const { signerId: _signer, authority: _authority, lines: _lines, ...one } = row;
  return { ...one, state: stateOf(row, today) };
};

async function list(tx: Transaction, { caseId }: { caseId: string }, call: Call) {
  const { childId } = await requireCase(tx, caseId);
  return { today: tx.today, latest: latestEnd(tx.today, lawOf(call)), authorizations: (await store.listAuthorizations(tx, caseId)).map((one) => shown(one, tx.today)), subjects: await listSubjects(tx, caseId, childId), signers: await listSigners(tx, caseId, childId) };
}

/** Prepares an authorization: an adult's own is opened by that adult, the child's chart by one about the child. */
export async function prepare(tx: Transaction, input: InputOf<"prepare">, call: Pick<Call, "services">) {
  const { childId } = await requireCase(tx, input.caseId);
  const subject = (await listSubjects(tx, input.caseId, childId)).find((one) => one.subjectId === input.subjectId);
  if (!subject) throw fieldFault("subjectId", faultWords.noSubject);
  const opens = [...new Set(input.opens)];
  if (subject.part === "child" && (input.opensPart2 || opens.some((one) => one === "relationship" || one === "caregiver"))) throw fieldFault("opens", faultWords.ownOnly);
  if (subject.part === "adult" && opens.includes("child_chart")) throw fieldFault("opens", faultWords.childOnly);
  if (opens.includes("psychotherapy_note") && opens.length > 1) throw fieldFault("opens", faultWords.notesAlone);
  if (input.periodFrom !== null && input.periodTo !== null && input.periodTo < input.periodFrom) throw fieldFault("periodTo", faultWords.order);
  // Of an adult of the family it is said who she is: what one may not learn of another is judged by that.
  const adults = (await listAround(tx, input.caseId, childId)).filter((one) => one.personId !== childId);
  if ((input.recipientKind === "caregiver") !== (input.recipient.personId !== null) || (input.recipient.personId !== null && !adults.some((one) => one.personId === input.recipient.personId))) throw fieldFault("recipient.personId", faultWords.needPerson);
  requireEnd(input.expiresOn, tx.today, tx.today, call);
  return { authorizationId: await store.insertAuthorization(tx, { ...input, opens, ownerPersonId: subject.part === "child" ? null : input.subjectId }) };
}

function requireEnd(expiresOn: string, signedOn: string, today: string, call: Pick<Call, "services">): void {
  if (expiresOn < today) throw fieldFault("expiresOn", faultWords.notPast);
  if (expiresOn > latestEnd(signedOn, lawOf(call))) throw fieldFault("expiresOn", faultWords.tooLong);
}

async function requireAuthorization(tx: Transaction, { caseId, authorizationId }: Ids): Promise<store.AuthorizationRow> {
  await requireCase(tx, caseId);
  const found = await store.findAuthorization(tx, caseId, authorizationId);
  if (!found) throw new Fault("not_found", faultWords.noAuthorization);
  return found;
}

/** The text of an authorization: the lines that were signed, else those to sign today. */
export async function textOf(tx: Transaction, found: store.AuthorizationRow) {
  const written = writeAuthorization({ ...found, agency: (await findAgency(tx)).name, subject: found.subjectName, opensPart2: found.opensPart2 ? "yes" : "no" }, found.language);
  const lines: SignedLine[] = found.lines ?? written.map(({ kind, words }) => ({ kind, words }));
  return { lines, textHash: hashOfLines(lines), written };
}

async function text(tx: Transaction, ids: Ids, call: Call) {
  const found = await requireAuthorization(tx, ids);
  const { lines, textHash, written } = await textOf(tx, found);
  const said = new Set(lines.map((one) => one.words));
  const elements = lawOf(call).authorization.elements.map((one) => ({ ...one, there: written.some((line) => line.element === one.element && (found.lines === null || said.has(line.words))) }));
  return { text: { lines, textHash, proof: found.textHash === null ? ("to_sign" as const) : found.textHash === textHash ? ("matches" as const) : ("differs" as const), elements, disclosure: found.disclosure } };
}

/** Keeps a signature under the text that was shown. */
export async function sign(tx: Transaction, input: InputOf<"sign">, call: Pick<Call, "services">) {
  const { childId } = await requireCase(tx, input.caseId);
  const found = await requireAuthorization(tx, input);
  if (found.signedOn !== null) throw new Fault("refused", faultWords.signedAlready);
  if (found.endedOn !== null) throw new Fault("refused", faultWords.endedAlready);
  const signer = (await listSigners(tx, input.caseId, childId)).find((one) => one.subjectId === found.subjectId && one.authorityId === input.authorityId);
  if (!signer) throw new Fault("refused", faultWords.maySignOnly, { fields: [{ path: "authorityId", message: faultWords.maySignOnly }] });
  const birthDate = (await listPeople(tx, input.caseId)).find((one) => one.personId === signer.personId)?.birthDate ?? null;
  if (signer.authorityId === null && judgeOwnSignature(birthDate, tx.today, consentData(call).ownSignature).signs === "representative") throw fieldFault("authorityId", faultWords.tooYoung);
  if (input.way === "here" && input.signedOn !== tx.today) throw fieldFault("signedOn", faultWords.today);
  if (input.signedOn > tx.today) throw fieldFault("signedOn", faultWords.notFuture);
  if (input.way === "paper" ? input.documentId === null || !(await isDocumentOf(tx, { caseId: found.disclosure.caseId }, input.documentId)) : input.documentId !== null) throw fieldFault("documentId", faultWords.needDocument);
  requireEnd(found.expiresOn, input.signedOn, tx.today, call);
  const { lines, textHash } = await textOf(tx, found);
  if (textHash !== input.textHash) throw new Fault("changed_meanwhile", faultWords.otherText);
  const { authorizationId, signedName, way, documentId, witness, signedOn } = input;
  if (!(await store.signAuthorization(tx, { authorizationId, authorityId: signer.authorityId, signerId: signer.personId, organization: signer.organization, signedName, way, documentId, witness, lines, textHash, signedOn }))) throw new Fault("changed_meanwhile", faultWords.signedAlready);
  return { signed: true as const };
}

/** Ends an authorization from this moment. */
export async function end(tx: Transaction, input: InputOf<"end">) {
  const { authorizationId } = await requireAuthorization(tx, input);
  if (!(await store.endAuthorization(tx, authorizationId, input.why))) throw new Fault("changed_meanwhile", faultWords.endedAlready);
  return { ended: true as const };
}

export const authorizationsHandlers: Handlers<Contract> = {
  list: handle(list),
  prepare: handle(prepare),
  text: handle(text),
  sign: handle(sign),
  giveCopy: handle(async (tx, { way, ...ids }) => {
    const { authorizationId } = await requireAuthorization(tx, ids);
    if (!(await store.noteCopy(tx, authorizationId, way))) throw new Fault("changed_meanwhile", faultWords.copyNoted);
    return { given: true as const };
  }),
  end: handle((tx, input) => end(tx, input)),
};
