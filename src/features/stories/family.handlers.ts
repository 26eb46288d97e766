import { Fault } from "#kernel/faults.ts";
import type { Transaction } from "#database/actor.ts";
import { requireCase } from "#features/people/handlers.ts";
import type { FamilyStory } from "./family.contract.ts";
import * as families from "./family.store.ts";
import { faultWords } from "./faults.words.ts";
import { type AskedPaper, writePaper } from "./paper.handlers.ts";
import type { Opening } from "./pictures.handlers.ts";
import { contentOf, requireStory, storyTag, wishesOf } from "./reading.handlers.ts";
import * as store from "./store.ts";

type Place = { caseId: string; storyId: string; versionId: string };
/** Wishes of one adult for one version: enough to say everything, and no way to fill the table. */
const MOST_WISHES = 20;

/** The stories that whoever is signed in may read. Who else is asked, and whose words are whose, is not said. */
export async function ofFamily(tx: Transaction, { caseId }: { caseId: string }): Promise<{ stories: FamilyStory[] }> {
  await requireCase(tx, caseId);
  const found = await families.listForFamily(tx, caseId);
  const ids = found.map((one) => one.versionId);
  const [pages, approvals, wishes] = [await store.listPages(tx, ids), await store.listApprovals(tx, ids), await wishesOf(tx, caseId, ids)];
  return {
    stories: found.map((one): FamilyStory => {
      const { storyId, versionId, kind, number, titleEn, titleEs, figures } = one;
      const approvedOn = approvals.find((each) => each.versionId === versionId)?.approvedOn ?? null;
      const state = one.readyOn !== null ? ("ready" as const) : approvedOn === null ? ("asks" as const) : ("answered" as const);
      const told = contentOf(one, pages, versionId).pages.map(({ toldBy: _toldBy, ...page }) => page);
      return { storyId, versionId, kind, number, state, keptOn: one.keptOn!, approvedOn, titleEn, titleEs, figures, pages: told, wishes: wishes.filter((each) => each.versionId === versionId), disclosure: storyTag(caseId, one.ownerId) };
    }),
  };
}

/** A version that whoever is signed in may read; throws `not_found`. */
async function requireVersion(tx: Transaction, place: Place) {
  const story = await requireStory(tx, place);
  const found = await store.findVersion(tx, place.storyId, place.versionId);
  if (!found) throw new Fault("not_found", faultWords.noVersion);
  return { story, found };
}

/** The adult's own yes. Said twice, it is said once. */
export async function approveOwn(tx: Transaction, place: Place): Promise<{ approvedOn: string }> {
  const { story } = await requireVersion(tx, place);
  const before = (await store.listApprovals(tx, [place.versionId]))[0];
  if (before) return { approvedOn: before.approvedOn };
  if (!(await families.asksMe(tx, place.versionId)) || tx.actor.kind !== "caregiver") throw new Fault("refused", faultWords.asksNobody);
  await store.insertApproval(tx, story, { versionId: place.versionId, adultId: tx.actor.personId, approvedOn: tx.today, way: "portal" });
  return { approvedOn: tx.today };
}

export async function wish(tx: Transaction, { words, ...place }: Place & { words: string }): Promise<{ wished: true }> {
  await requireVersion(tx, place);
  if (!(await families.asksMe(tx, place.versionId))) throw new Fault("refused", faultWords.asksNobody);
  if ((await families.countOwnWishes(tx, place.versionId)) >= MOST_WISHES) throw new Fault("refused", faultWords.manyWishes);
  await families.insertWish(tx, { ...place, words: words.trim() });
  return { wished: true };
}

export async function settleWish(tx: Transaction, { caseId, wishId }: { caseId: string; wishId: string }): Promise<{ settled: true }> {
  await requireCase(tx, caseId);
  if (!(await families.settleWish(tx, caseId, wishId))) throw new Fault("not_found", faultWords.noWish);
  return { settled: true };
}

/** The picture book for whoever is signed in. Neither its name nor its title tells of whom it is. */
export async function ownPaper(tx: Transaction, asked: AskedPaper, call: Opening): Promise<File> {
  await requireVersion(tx, asked);
  return writePaper(tx, asked, { reader: "family", call });
}

/** Stories of one's own families of which an adult would change something, as owed work. */
export const listOwedStoryWishes = async (tx: Transaction, staffId: string) => (await families.listOpenWishes(tx, staffId)).map((one) => ({ ...one, kind: "story_wish" as const, sessionId: null, dueAt: one.since, record: one.id }));
