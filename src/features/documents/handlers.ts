import { Fault } from "#kernel/faults.ts";
import type { Words } from "#kernel/language.ts";
import { readIdKey } from "#kernel/paging.ts";
import type { Transaction } from "#database/actor.ts";
import { type Call, handle, handleLong, type Handlers } from "#server/procedure.ts";
import type { documents } from "./contract.ts";
import { faultWords } from "./faults.words.ts";
import { hand, receive } from "./receiving.handlers.ts";
import { authoredClasses, missingOf, ownedClasses } from "./rules.ts";
import * as store from "./store.ts";

const wrong = (path: string, message: Words) => new Fault("malformed", message, { fields: [{ path, message }] });

type Place = { caseId: string } | { staffId: string };
type Added = { documentId: string; wasThere: boolean };

/** Makes a document of a file that the actor sent. The same file twice, or the same bytes in the same place, is there once. */
async function put(tx: Transaction, of: Place, fileId: string, one: Omit<store.NewDocument, "documentId">): Promise<Added> {
  const file = await store.findOwnFile(tx, fileId);
  if (!file) throw wrong("fileId", faultWords.noFile);
  if (one.supersedes !== null && one.reason === "") throw wrong("reason", faultWords.needReason);
  if (one.supersedes !== null && !(await store.isDocumentOf(tx, of, one.supersedes))) throw wrong("supersedes", faultWords.noDocument);
  const same = await store.findSame(tx, file.sha256, one);
  if (same !== null) return { documentId: same, wasThere: true };
  if (await store.insertDocument(tx, { ...one, documentId: fileId })) return { documentId: fileId, wasThere: false };
  // Sent twice by the same hand; or another document took that place meanwhile. Who sends it again for other eyes is not told that it is so.
  if ((await store.isOwnDocument(tx, fileId, one)) && !(await store.standsOtherwise(tx, fileId, one))) return { documentId: fileId, wasThere: true };
  throw new Fault("changed_meanwhile", faultWords.otherContent);
}

async function requireCase(tx: Transaction, caseId: string): Promise<void> {
  if (!(await store.isCase(tx, caseId))) throw new Fault("not_found", faultWords.noCase);
}

type AddInput = Parameters<Extract<(typeof documentsHandlers)["add"], { open: false }>["run"]>[1];

/** Puts a document into a case. What the class asks for must be named, and belong to this case. */
export async function addDocument(tx: Transaction, { caseId, fileId, ...one }: AddInput): Promise<Added> {
  await requireCase(tx, caseId);
  for (const path of missingOf(one)) throw wrong(path, path === "ownerPersonId" ? faultWords.needOwner : faultWords.needCounterpart);
  if (one.part2 && (one.class === "service" || one.class === "intake")) throw wrong("class", faultWords.part2Closed);
  if (tx.actor.kind === "staff" && authoredClasses.includes(one.class) && !tx.actor.roles.some((role) => role === "clinician" || role === "trainee" || (role === "supervisor" && one.class === "supervision"))) throw wrong("class", faultWords.clinicalOnly);
  if (one.ownerPersonId !== null && !(await store.isInCase(tx, caseId, one.ownerPersonId))) throw wrong("ownerPersonId", faultWords.notInCase);
  if (one.counterpartStaffId !== null && !(await store.isStaff(tx, one.counterpartStaffId))) throw wrong("counterpartStaffId", faultWords.notStaff);
  if (one.authorityId !== null && !(await store.isAuthorityOf(tx, caseId, one.authorityId))) throw wrong("authorityId", faultWords.noAuthority);
  // Of a class that belongs to nobody no adult is named, lest the row look like theirs.
  const ownerPersonId = ownedClasses.includes(one.class) || one.part2 ? one.ownerPersonId : null;
  return put(tx, { caseId }, fileId, { ...one, ownerPersonId, caseId, staffId: null, credentialId: null });
}

type StaffInput = Parameters<Extract<(typeof documentsHandlers)["addOfStaff"], { open: false }>["run"]>[1];

/** Puts a document into the record of somebody who works here. */
export async function addStaffDocument(tx: Transaction, { staffId, fileId, ...one }: StaffInput): Promise<Added> {
  if (!(await store.isStaff(tx, staffId))) throw new Fault("not_found", faultWords.notStaff);
  if (one.credentialId !== null && !(await store.isCredentialOf(tx, staffId, one.credentialId))) throw wrong("credentialId", faultWords.noCredential);
  return put(tx, { staffId }, fileId, { ...one, staffId, caseId: null, class: "staff", ownerPersonId: null, counterpartStaffId: null, part2: false, authorityId: null });
}

/** A document with its file, judged by row-level security and once more by the rules. Throws `not_found`. */
async function requireStored(tx: Transaction, call: Call, of: Place, documentId: string): Promise<store.Stored> {
  const found = await store.findStored(tx, of, documentId);
  if (!found) throw new Fault("not_found", faultWords.noDocument);
  if (found.disclosure === null) return found;
  const { answer, withheld } = await call.services.projectAnswer(tx, { disclosure: found.disclosure } as { disclosure: object } | null);
  if (answer !== null) return found;
  call.services.log.error({ procedure: "documents.open", withheld, requestId: call.requestId }, "the two walls disagree: the projection withheld what row-level security let through");
  throw new Fault("not_found", faultWords.noDocument);
}

async function remove(tx: Transaction, of: Place, documentId: string, reason: string): Promise<{ removed: true }> {
  if (!(await store.removeDocument(tx, of, documentId, reason))) throw new Fault("not_found", faultWords.noDocument);
  return { removed: true as const };
}

const oneself = (tx: Transaction): string => {
  if (tx.actor.kind !== "staff") throw new Fault("not_allowed", faultWords.staffOnly);
  return tx.actor.staffId;
};

export const documentsHandlers: Handlers<typeof documents> = {
  receive: handleLong((call, { bytes }) => receive(call, bytes)),
  list: handle(async (tx, { caseId, authorityId, after }) => {
    await requireCase(tx, caseId);
    return store.listOfCase(tx, caseId, authorityId, readIdKey(after));
  }),
  add: handle((tx, input) => addDocument(tx, input)),
  open: handle(async (tx, { caseId, documentId, way }, call) => hand(tx, call, await requireStored(tx, call, { caseId }, documentId), way)),
  remove: handle((tx, { caseId, documentId, reason }) => remove(tx, { caseId }, documentId, reason)),
  listOfStaff: handle(async (tx, { staffId }) => {
    if (!(await store.isStaff(tx, staffId))) throw new Fault("not_found", faultWords.notStaff);
    return { documents: await store.listOfStaff(tx, staffId) };
  }),
  addOfStaff: handle((tx, input) => addStaffDocument(tx, input)),
  openOfStaff: handle(async (tx, { staffId, documentId, way }, call) => hand(tx, call, await requireStored(tx, call, { staffId }, documentId), way)),
  removeOfStaff: handle((tx, { staffId, documentId, reason }) => remove(tx, { staffId }, documentId, reason)),
  mine: handle(async (tx) => ({ documents: await store.listOfStaff(tx, oneself(tx)) })),
  openMine: handle(async (tx, { documentId, way }, call) => hand(tx, call, await requireStored(tx, call, { staffId: oneself(tx) }, documentId), way)),
};
