import { addDays } from "#kernel/dates.ts";
import { asActor, type Transaction } from "#database/actor.ts";
import { appendAudit, notedCases, notedDetails } from "#server/audit.ts";
import { type ClearingHouse, openClearingFolder } from "#server/clearingFolder.ts";
import type { Services } from "#server/procedure.ts";
import { sayFailed } from "#server/rounds.ts";
import { textOfBatch } from "#features/claims/batches.handlers.ts";
import type { AgencyOf } from "#features/messages/store.ts";
import { MOST_FILE_BYTES } from "#features/remittances/contract.ts";
import { takeFile } from "#features/remittances/taking.handlers.ts";
import * as store from "./store.ts";

const JOB = "clearing-folder";
const NAME = "looking into a clearing house's folder";
/** Files that one look takes in: the rest is for the next one. */
const MOST_AT_ONCE = 200;
/** Days for which a file stays among those that are done: it lies sealed in the database. */
const KEPT_DAYS = 30;

/** What one look did. */
export type Looked = { handed: number; taken: number; known: number; refused: number; failed: number; unfinished: number };

const machineOf = (agency: AgencyOf) => ({ kind: "system", job: JOB, ...agency }) as const;
const act = <T>({ database, clock }: Services, agency: AgencyOf, work: (tx: Transaction) => Promise<T>): Promise<T> => asActor(database, clock, machineOf(agency), work);

/** Lays what was marked as sent into the folder. It is tried again where it does not come to that. */
async function handOut(services: Services, agency: AgencyOf, house: ClearingHouse): Promise<{ handed: number; failed: number }> {
  const done = { handed: 0, failed: 0 };
  for (const batchId of await act(services, agency, store.listToHand)) {
    try {
      const { name, parts } = await act(services, agency, (tx) => textOfBatch(tx, batchId));
      await house.handOn(name, Buffer.from(parts.join(""), "latin1"));
      await act(services, agency, async (tx) => {
        await store.noteHanded(tx, batchId);
        await appendAudit(tx, { action: "job", procedure: "clearing.handOut", outcome: "done", requestId: JOB, subjectId: batchId });
      });
      done.handed += 1;
    } catch (error) {
      done.failed += 1;
      sayFailed(services.log, NAME, error as Error);
    }
  }
  return done;
}

/** Takes one file in. It is moved only after that is committed: what a crash leaves is met again, and its bytes are known. */
async function takeIn(services: Services, agency: AgencyOf, house: ClearingHouse, name: string): Promise<"taken" | "known" | "refused" | "gone"> {
  const bytes = await house.read(name);
  if (bytes === null) return "gone";
  const { taken, today } = await act(services, agency, async (tx) => {
    const found = await takeFile(tx, { services, language: "en" }, { bytes, way: "folder" });
    const cases = notedCases(tx);
    await appendAudit(tx, { action: "job", procedure: "clearing.takeIn", outcome: "done", requestId: JOB, subjectId: found.fileId, caseId: cases[0] ?? null, details: { ...notedDetails(tx), ...(cases.length > 1 && { caseIds: cases }) } });
    return { taken: found, today: tx.today };
  });
  await house.takeAway(name, taken.state === "refused" ? "refused" : "done", today);
  return taken.state === "refused" ? "refused" : taken.isNew ? "taken" : "known";
}

/** Looks once at what a clearing house has: hands out what waits, takes in what came. One file that fails holds up no other. */
export async function lookAt(services: Services, agency: AgencyOf, house: ClearingHouse, isStopped: () => boolean = () => false): Promise<Looked> {
  const { handed, failed } = await handOut(services, agency, house);
  const { come, unfinished } = await house.list();
  const looked: Looked = { handed, failed, unfinished, taken: 0, known: 0, refused: 0 };
  for (const { name, refusal } of come.slice(0, MOST_AT_ONCE)) {
    if (isStopped()) break;
    try {
      if (refusal === null) {
        const became = await takeIn(services, agency, house, name);
        if (became === "gone") looked.unfinished += 1;
        else looked[became] += 1;
        continue;
      }
      const today = await act(services, agency, async (tx) => tx.today);
      const mark = await house.takeAway(name, "refused", today);
      if (mark === null) continue;
      await act(services, agency, (tx) => store.insertRefused(tx, { mark, why: refusal }));
      looked.refused += 1;
    } catch (error) {
      looked.failed += 1;
      sayFailed(services.log, NAME, error as Error);
    }
  }
  await act(services, agency, async (tx) => {
    await house.forget(addDays(tx.today, -KEPT_DAYS));
    await store.noteLook(tx, { isReached: true, unfinished: looked.unfinished, failed: looked.failed });
  });
  return looked;
}

/** What was seen of each agency's folder at the last look, while this process runs. */
const seenOf = new WeakMap<Services["database"], Map<string, Map<string, string>>>();
function seen({ database }: Services, agencyId: string): Map<string, string> {
  const all = seenOf.get(database) ?? new Map<string, Map<string, string>>();
  seenOf.set(database, all);
  const own = all.get(agencyId) ?? new Map<string, string>();
  all.set(agencyId, own);
  return own;
}
/** The same in the folder of an agency; null where this installation has none. That it cannot be opened is noted. */
export async function lookIntoFolder(services: Services, agency: AgencyOf, isStopped: () => boolean = () => false): Promise<Looked | null> {
  const root = services.settings.clearingFolder;
  if (root === null) return null;
  let house: ClearingHouse;
  try {
    house = await openClearingFolder({ root, slug: await act(services, agency, store.slugOf), mostBytes: MOST_FILE_BYTES }, seen(services, agency.agencyId));
  } catch (error) {
    await act(services, agency, (tx) => store.noteLook(tx, { isReached: false, unfinished: 0, failed: 0 }));
    throw error;
  }
  return lookAt(services, agency, house, isStopped);
}
/** Hands out at once what was just marked as sent; where it fails the next look does it. */
export async function handOutNow(services: Services, agency: AgencyOf): Promise<void> {
  const root = services.settings.clearingFolder;
  if (root === null) return;
  await handOut(services, agency, await openClearingFolder({ root, slug: await act(services, agency, store.slugOf), mostBytes: MOST_FILE_BYTES }));
}
