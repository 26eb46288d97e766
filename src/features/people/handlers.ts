import { requireOrder } from "#kernel/dates.ts";
import { Fault } from "#kernel/faults.ts";
import { kernelWords } from "#kernel/words.ts";
import type { Transaction } from "#database/actor.ts";
import { handle, type Handlers } from "#server/procedure.ts";
import type { around } from "./around.contract.ts";
import type { people } from "./contract.ts";
import * as store from "./store.ts";
import { faultWords } from "./faults.words.ts";

/** Throws `not_found` unless the person belongs to a case that the actor sees. */
export async function requirePart(tx: Transaction, caseId: string, personId: string): Promise<{ part: string; validFrom: string; validTo: string | null }> {
  const part = await store.findPart(tx, caseId, personId);
  if (!part) throw new Fault("not_found", faultWords.notInCase);
  return part;
}

/** The case; throws `not_found` where there is none that this actor sees. */
export async function requireCase(tx: Transaction, caseId: string): Promise<store.CaseRow> {
  const found = await store.findCase(tx, caseId);
  if (!found) throw new Fault("not_found", faultWords.noCase);
  return found;
}

/** Sets a wrong birth date right and keeps what stood there before. Throws `changed_meanwhile` for the slower of two. */
export async function setBirthDateRight(tx: Transaction, { caseId, personId, was, birthDate, reason }: { caseId: string; personId: string; was: string | null; birthDate: string; reason: string }): Promise<void> {
  await requirePart(tx, caseId, personId);
  if (birthDate > tx.today) throw new Fault("malformed", kernelWords.birthInFuture, { fields: [{ path: "birthDate", message: kernelWords.orEarlier(tx.today) }] });
  if (!(await store.updateBirthDate(tx, personId, was, birthDate))) throw new Fault("changed_meanwhile", faultWords.birthDateChanged);
  await store.insertCorrection(tx, { caseId, class: "service", subject: "birth_date", subjectId: personId, was: was ?? "", became: birthDate, reason });
}

/** Throws unless a span of the record can end on that day; one that ended already is not ended anew later. */
export function requireEnd(found: { validFrom: string; validTo: string | null } | null, { validTo }: { validTo: string }): asserts found is { validFrom: string; validTo: string | null } {
  if (!found) throw new Fault("not_found", faultWords.nothingThere);
  requireOrder(found.validFrom, validTo);
  if (found.validTo !== null && found.validTo < validTo) throw new Fault("malformed", faultWords.endedEarlier, { fields: [{ path: "validTo", message: kernelWords.orEarlier(found.validTo) }] });
}

/** Records somebody around the child, in a part and from a day on. */
export async function addPerson(tx: Transaction, { caseId, part, kind, organization, livesWithChild, validFrom, openDyad, ...person }: Parameters<Extract<Handlers<typeof people>["addPerson"], { open: false }>["run"]>[1]): Promise<{ personId: string }> {
  await requireCase(tx, caseId);
  if (person.birthDate !== null && person.birthDate > tx.today) throw new Fault("malformed", kernelWords.birthInFuture, { fields: [{ path: "birthDate", message: kernelWords.orEarlier(tx.today) }] });
  const personId = await store.insertPerson(tx, { ...person, kind: part === "sibling" ? "child" : "adult" });
  await store.insertPart(tx, { caseId, personId, part, kind, organization, livesWithChild, validFrom });
  if (openDyad && part === "caregiver") await store.insertDyad(tx, caseId, personId, validFrom);
  return { personId };
}

/** The procedures of `people` itself; what stands around the child has a file of its own, and a birth date that was wrong is set right by `placement`, which decides anew. */
export const peopleHandlers: Omit<Handlers<typeof people>, keyof typeof around | "correctBirthDate"> = {
  addPerson: handle(addPerson),
  endPart: handle(async (tx, { caseId, personId, validTo }) => {
    const part = await requirePart(tx, caseId, personId);
    if (part.part === "child") throw new Fault("refused", faultWords.childStays);
    requireOrder(part.validFrom, validTo);
    await store.endPart(tx, caseId, personId, validTo);
    return { ended: true as const };
  }),
  addAuthority: handle(async (tx, { caseId, ...authority }) => {
    await requireCase(tx, caseId);
    if ((authority.holderId === null) === (authority.holderOrganization === null)) throw new Fault("malformed", faultWords.oneHolder, { fields: [{ path: "holderId", message: faultWords.expectOneHolder }] });
    if (authority.holderId) await requirePart(tx, caseId, authority.holderId);
    requireOrder(authority.validFrom, authority.validTo);
    return { authorityId: await store.insertAuthority(tx, caseId, authority) };
  }),
  endAuthority: handle(async (tx, { caseId, authorityId, ...ending }) => {
    const found = await store.findAuthority(tx, caseId, authorityId);
    requireEnd(found, ending);
    await store.endAuthority(tx, authorityId, ending.validTo);
    await store.insertCorrection(tx, { caseId, class: "service", subject: "authority", subjectId: authorityId, was: found.validTo ?? "", became: ending.validTo, reason: ending.reason });
    return { ended: true as const };
  }),
  endAddress: handle(async (tx, { caseId, addressId, ...ending }) => {
    const found = await store.findAddress(tx, caseId, addressId);
    requireEnd(found, ending);
    await store.endAddress(tx, addressId, ending.validTo);
    await store.insertCorrection(tx, { caseId, class: "address", subject: "address", subjectId: addressId, was: found.validTo ?? "", became: ending.validTo, reason: ending.reason });
    return { ended: true as const };
  }),
  addAddress: handle(async (tx, input) => {
    await requirePart(tx, input.caseId, input.personId);
    return { addressId: await store.insertAddress(tx, input) };
  }),
  addContactWay: handle(async (tx, { caseId, ...way }) => {
    await requirePart(tx, caseId, way.personId);
    return { contactWayId: await store.insertContactWay(tx, way) };
  }),
  endContactWay: handle(async (tx, { caseId, personId, contactWayId }) => {
    await requirePart(tx, caseId, personId);
    if (!(await store.endContactWay(tx, personId, contactWayId))) throw new Fault("not_found", faultWords.nothingThere);
    return { ended: true as const };
  }),
};
