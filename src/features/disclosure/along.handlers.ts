import { Fault } from "#kernel/faults.ts";
import { asSeenBy, type Transaction } from "#database/actor.ts";
import { faultWords } from "./faults.words.ts";
import { project } from "./rules.ts";
import { isAdultOf, loadViewer } from "./store.ts";

const clinical = ["clinician", "trainee", "supervisor"];

/**
 * An answer about a case as the adult who reads along would get it: both walls stand as if that adult had asked, and of
 * what they leave, whoever asks sees what is open to her or him too. Without an adult it is the plain answer. Throws
 * where somebody else than a clinician or supervisor asks, or the adult is not with the family today.
 */
export async function readAlong<T>(tx: Transaction, { caseId, asAdultId }: { caseId: string; asAdultId: string | null }, read: (tx: Transaction) => Promise<T>): Promise<T> {
  if (asAdultId === null) return read(tx);
  const { actor } = tx;
  if (actor.kind !== "staff" || !actor.roles.some((role) => clinical.includes(role))) throw new Fault("not_allowed", faultWords.cliniciansShow);
  if (!(await isAdultOf(tx, caseId, asAdultId))) throw new Fault("malformed", faultWords.notWithFamily, { fields: [{ path: "asAdultId", message: faultWords.expectAdult }] });
  const shown = await asSeenBy(tx, asAdultId, async (theirs) => project(await loadViewer(theirs), await read(theirs)).answer);
  return project(await loadViewer(tx), shown).answer;
}
