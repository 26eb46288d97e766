import { Fault } from "#kernel/faults.ts";
import type { Transaction } from "#database/actor.ts";
import type { DisclosureTag } from "#features/disclosure/contract.ts";
import { tagOf } from "#features/disclosure/rules.ts";
import { requireCase } from "#features/people/handlers.ts";
import type { StoryVersion } from "./contract.ts";
import type { StoryContent, StoryPage } from "./shapes.contract.ts";
import { faultWords } from "./faults.words.ts";
import { classOfStory, linesOf, listAsked } from "./rules.ts";
import type { StoryWish } from "./family.contract.ts";
import { listWishes } from "./family.store.ts";
import * as store from "./store.ts";

/** The tag of all that belongs to a story. */
export const storyTag = (caseId: string, ownerId: string | null): DisclosureTag => tagOf(classOfStory(ownerId), caseId, ownerId);

/** What a version says, from its row and its pages. */
export const contentOf = ({ titleEn, titleEs, form, tookPart, figures }: store.VersionRow, pages: readonly (StoryPage & { versionId: string })[], versionId: string): StoryContent => ({
  titleEn,
  titleEs,
  form,
  tookPart,
  figures,
  pages: pages.filter((one) => one.versionId === versionId).map(({ versionId: _versionId, ...one }) => one),
});

/** What adults would change in these versions: each wish is that adult's own. */
export const wishesOf = async (tx: Transaction, caseId: string, versionIds: readonly string[]): Promise<StoryWish[]> => (await listWishes(tx, versionIds)).map((one) => ({ ...one, disclosure: tagOf("caregiver", caseId, one.personId) }));

/** The story; throws `not_found`. */
export async function requireStory(tx: Transaction, { caseId, storyId }: { caseId: string; storyId: string }) {
  await requireCase(tx, caseId);
  const found = await store.findStory(tx, caseId, storyId);
  if (!found) throw new Fault("not_found", faultWords.noStory);
  return { ...found, caseId };
}

/** A story in all its versions that the actor sees, the newest first. */
export async function view(tx: Transaction, place: { caseId: string; storyId: string }) {
  const { kind, ownerId, caseId } = await requireStory(tx, place);
  const found = await store.listVersions(tx, place.storyId);
  const ids = found.map((one) => one.versionId);
  const [pages, approvals, tellings, wishes] = [await store.listPages(tx, ids), await store.listApprovals(tx, ids), await store.listTellings(tx, ids), await wishesOf(tx, caseId, ids)];
  const disclosure = storyTag(caseId, ownerId);
  const versions = found.map((one): StoryVersion => {
    const of = <T extends { versionId: string }>(all: readonly T[]) => all.filter((each) => each.versionId === one.versionId).map(({ versionId: _versionId, ...rest }) => ({ ...rest, disclosure }));
    const { versionId, number, status, revision, savedAt, savedBy, keptOn, readyOn } = one;
    const content = contentOf(one, pages, versionId);
    return { versionId, number, status, revision, savedAt, savedBy, keptOn, readyOn, content, asked: listAsked(ownerId, content), approvals: of(approvals), tellings: of(tellings), wishes: wishes.filter((each) => each.versionId === versionId), disclosure };
  });
  const writes = tx.actor.kind === "staff" && tx.actor.roles.some((role) => role === "clinician" || role === "trainee" || role === "supervisor");
  return { today: tx.today, kind, ownerId, versions, may: writes ? (["write"] as const).slice() : [] };
}

/** The story that is told to the child on why she or he comes here: its newest version, for one adult of the relationships that are hers. */
export async function findToldStory(tx: Transaction, caseId: string, adultId: string | null) {
  const found = (await store.listStories(tx, caseId)).find((one) => one.kind === "why" && (adultId === null || one.ownerId === null || one.ownerId === adultId));
  if (found === undefined) return null;
  const versions = await store.listVersions(tx, found.storyId);
  const newest = versions[0]!;
  const tellings = await store.listTellings(tx, versions.map((one) => one.versionId));
  return { storyId: found.storyId, lines: linesOf(await store.listPages(tx, [newest.versionId])), toldOn: [...new Set(tellings.map((one) => one.toldOn))], disclosure: storyTag(caseId, found.ownerId) };
}
