import { addDays, type CivilDate } from "#kernel/dates.ts";
import { Fault } from "#kernel/faults.ts";
import { asActor, type Transaction } from "#database/actor.ts";
import { appendAudit } from "#server/audit.ts";
import { handle, type Handlers, type Services } from "#server/procedure.ts";
import { endRecorded, findCredential, insertCredential } from "#features/workforce/store.ts";
import { siteAddresses } from "#features/site/addresses.rules.ts";
import type { trainingIssuers } from "./contract.ts";
import { faultWords } from "./faults.words.ts";
import { showNumber } from "./number.rules.ts";
import { type HeldCertificate, listCertificates } from "./store.ts";
import { takenWords } from "./taking.words.ts";
import * as store from "./taking.store.ts";

type Agency = { agencyId: string; timeZone: string };

/** A certificate becomes a credential of its bearer's, once, in the same transaction that says so. */
async function takeOver(tx: Transaction, one: HeldCertificate, baseUrl: string): Promise<void> {
  const content = { kind: "cpp_training", name: "", field: "", issuer: one.issuer.slice(0, 200), number: showNumber(one.number), isIndependent: null, validFrom: one.completedOn, validTo: one.validTo, documentName: "", documentPlace: `${baseUrl}${siteAddresses.certificates.en}` } as const;
  await store.insertTaken(tx, one, await insertCredential(tx, one.staffId, content, null, one.issuerId));
}

/** The credential ends as its certificate did: undone was never, annulled holds until the day before, so that the end is warned of. */
async function endAs(tx: Transaction, taken: store.TakenRow, as: "undone" | "annulled", annulledOn: CivilDate | null): Promise<void> {
  const standing = await store.findStanding(tx, taken.credentialId);
  const found = standing === null ? null : await findCredential(tx, standing);
  if (found !== null) {
    await endRecorded(tx, "credentials", found.credentialId);
    const { staffId, credentialId, ...content } = found;
    const last = annulledOn === null ? null : addDays(annulledOn, -1);
    if (last !== null) await insertCredential(tx, staffId, { ...content, validTo: last < content.validFrom ? content.validFrom : content.validTo !== null && content.validTo < last ? content.validTo : last }, { id: credentialId, reason: takenWords.annulled(content.number) });
  }
  await store.endTaken(tx, taken, as);
}

/** Takes over what is new of an agency's people's certificates, and ends what no longer stands; answers how many it changed. A second turn changes nothing. */
export async function takeOverAll(services: Pick<Services, "database" | "clock" | "baseUrl">, agency: Agency): Promise<number> {
  return asActor(services.database, services.clock, { kind: "system", job: "take-certificates", ...agency }, async (tx) => {
    const held = await listCertificates(tx, null);
    if (held.length === 0) return 0;
    await store.holdTaking(tx);
    const taken = new Map((await store.listTaken(tx)).map((one) => [`${one.graduationId} ${one.staffId}`, one]));
    const working = await store.listWorking(tx);
    let changed = 0;
    for (const one of held) {
      const before = taken.get(`${one.graduationId} ${one.staffId}`);
      const as = one.isUndone ? "undone" : one.annulledOn !== null ? "annulled" : null;
      if (before === undefined && (as !== null || !working.has(one.staffId))) continue;
      if (before !== undefined && (as === null || before.endedAs !== null)) continue;
      if (before === undefined) await takeOver(tx, one, services.baseUrl);
      else await endAs(tx, before, as!, one.annulledOn);
      changed += 1;
    }
    if (changed > 0) await appendAudit(tx, { action: "job", procedure: "graduates.take", outcome: "done", requestId: "take-certificates", details: { count: changed } });
    return changed;
  });
}

/** The agency's own word on an issuer. It holds for every decision from now on, whichever day it is about; the former one stays readable in the trail. */
export async function decide(tx: Transaction, one: { issuerId: string; counts: boolean; reason: string }) {
  if (!(await store.listIssuers(tx)).some((each) => each.issuerId === one.issuerId)) throw new Fault("not_found", faultWords.noIssuer);
  await store.insertIssuer(tx, one);
  return { kept: true as const };
}

export const trainingIssuersHandlers: Handlers<typeof trainingIssuers> = {
  list: handle(async (tx) => ({ issuers: await store.listIssuers(tx), certificates: await store.listTakenNamed(tx) })),
  decide: handle(decide),
};
