import { Fault, fieldFault, type FieldWords } from "#kernel/faults.ts";
import { newId, type Transaction } from "#database/actor.ts";
import { handle, type Handlers } from "#server/procedure.ts";
import { requireCase } from "#features/people/handlers.ts";
import { listPeople } from "#features/people/store.ts";
import type { storiesContract } from "./contract.ts";
import type { StoryContent, StoryKind } from "./shapes.contract.ts";
import { approveOwn, ofFamily, ownPaper, settleWish, wish } from "./family.handlers.ts";
import { settleWishesBefore } from "./family.store.ts";
import { faultWords } from "./faults.words.ts";
import { paper } from "./paper.handlers.ts";
import { addPicture, openPicture } from "./pictures.handlers.ts";
import { listPictureIds } from "./pictures.store.ts";
import { contentOf, requireStory, storyTag, view } from "./reading.handlers.ts";
import { beginContent, findDraftFaults, findGaps, listAsked } from "./rules.ts";
import * as store from "./store.ts";

type Place = { caseId: string; storyId: string; versionId: string };
const malformed = (fields: readonly FieldWords[], message = fields[0]!.message) => new Fault("malformed", message, { fields });
const dyadsOf = async (tx: Transaction, caseId: string) => new Set((await listPeople(tx, caseId)).filter((one) => one.part === "caregiver" && one.hasOpenDyad).map((one) => one.personId));

/** A version of a story, held until the transaction ends, with what it says. */
async function requireVersion(tx: Transaction, place: Place) {
  const story = await requireStory(tx, place);
  const found = (await store.lockVersion(tx, place.storyId, place.versionId)) && (await store.findVersion(tx, place.storyId, place.versionId));
  if (!found) throw new Fault("not_found", faultWords.noVersion);
  return { story, found, content: contentOf(found, await store.listPages(tx, [place.versionId]), place.versionId) };
}
async function requireDraft(tx: Transaction, place: Place) {
  const all = await requireVersion(tx, place);
  if (all.found.status !== "draft") throw new Fault("refused", faultWords.kept);
  return all;
}

/** Begins a story with an empty page for each part. */
export async function begin(tx: Transaction, { caseId, kind, ownerId }: { caseId: string; kind: StoryKind; ownerId: string | null }) {
  await requireCase(tx, caseId);
  const dyads = await dyadsOf(tx, caseId);
  if (ownerId !== null && !dyads.has(ownerId)) throw fieldFault("ownerId", faultWords.noAdult);
  const storyId = await store.insertStory(tx, { caseId, kind, ownerId });
  const content = beginContent(kind, ownerId === null ? [...dyads] : [ownerId], () => newId(tx));
  const made = (await store.insertVersion(tx, { caseId, storyId, ownerId }, content))!;
  await store.replacePages(tx, { caseId, storyId, ownerId }, made.versionId, content.pages);
  return { storyId, versionId: made.versionId };
}

/** Begins the next version with all that the last one says. */
export async function beginNext(tx: Transaction, place: { caseId: string; storyId: string }) {
  const story = await requireStory(tx, place);
  const last = (await store.listVersions(tx, place.storyId))[0]!;
  const content = contentOf(last, await store.listPages(tx, [last.versionId]), last.versionId);
  const made = last.status === "draft" ? null : await store.insertVersion(tx, story, content);
  if (!made) throw new Fault("changed_meanwhile", faultWords.draftOpen);
  await store.replacePages(tx, story, made.versionId, content.pages);
  return made;
}

/** Saves a draft as a whole, or nothing of it. */
export async function save(tx: Transaction, { revision, content, ...place }: Place & { revision: number; content: StoryContent }) {
  const { story, found } = await requireDraft(tx, place);
  const adults = new Set((await listPeople(tx, place.caseId)).filter((one) => one.part === "caregiver").map((one) => one.personId));
  const pictures = new Set(await listPictureIds(tx, place.storyId));
  const wrong = findDraftFaults(story.kind, story.ownerId, content, { adults, pictures });
  if (wrong.length > 0) throw malformed(wrong);
  const bumped = await store.bumpVersion(tx, place.versionId, revision, content);
  if (!bumped) throw new Fault("changed_meanwhile", faultWords.changed, { details: { revision: found.revision } });
  await store.replacePages(tx, story, place.versionId, content.pages);
  return { versionId: place.versionId, revision: bumped.revision, savedAt: tx.now };
}

/** Keeps the words of a version, so that they can be approved. */
export async function keep(tx: Transaction, { revision, ...place }: Place & { revision: number }) {
  const { story, found, content } = await requireDraft(tx, place);
  const gaps = findGaps(story.ownerId, content);
  if (gaps.length > 0) throw malformed(gaps, faultWords.incomplete);
  const kept = await store.keepVersion(tx, place.versionId, revision);
  if (!kept) throw new Fault("changed_meanwhile", faultWords.changed, { details: { revision: found.revision } });
  // What somebody would have changed in the one before is answered by this one.
  await settleWishesBefore(tx, place.storyId, found.number);
  return kept;
}

function requireDay(tx: Transaction, path: string, day: string, keptOn: string): void {
  if (day > tx.today) throw fieldFault(path, faultWords.notAfterToday);
  if (day < keptOn) throw fieldFault(path, faultWords.notBefore);
}

/** Notes an adult's approval; with the last that is asked for, the version is ready to be told. */
export async function approve(tx: Transaction, { adultId, approvedOn, ...place }: Place & { adultId: string; approvedOn: string }) {
  const { story, found, content } = await requireVersion(tx, place);
  if (found.keptOn === null) throw new Fault("refused", faultWords.notKept);
  const asked = listAsked(story.ownerId, content);
  if (!asked.includes(adultId)) throw fieldFault("adultId", faultWords.notAsked);
  requireDay(tx, "approvedOn", approvedOn, found.keptOn);
  if (!(await store.insertApproval(tx, story, { versionId: place.versionId, adultId, approvedOn, way: "told" }))) throw new Fault("changed_meanwhile", faultWords.approvedAlready);
  return { readyOn: (await store.findVersion(tx, place.storyId, place.versionId))!.readyOn };
}

/** Notes that a version was told. One that an adult has not approved is not. */
export async function tell(tx: Transaction, { toldOn, sessionId, way, ...place }: Place & { toldOn: string; sessionId: string | null; way: "toys" | "pictures" | "words" }) {
  const { story, found } = await requireVersion(tx, place);
  if (found.readyOn === null) throw new Fault("refused", faultWords.notReady);
  requireDay(tx, "toldOn", toldOn, found.readyOn);
  if (sessionId !== null && !(await store.isSessionOf(tx, place.caseId, sessionId))) throw fieldFault("sessionId", faultWords.noSession);
  await store.insertTelling(tx, story, { versionId: place.versionId, toldOn, sessionId, way });
  return { told: true as const };
}

export const storiesHandlers: Handlers<typeof storiesContract> = {
  list: handle(async (tx, { caseId }) => {
    await requireCase(tx, caseId);
    return { stories: (await store.listStories(tx, caseId)).map((one) => ({ ...one, disclosure: storyTag(caseId, one.ownerId) })) };
  }),
  get: handle(view),
  begin: handle(begin),
  beginNext: handle(beginNext),
  save: handle(save),
  keep: handle(keep),
  approve: handle(approve),
  tell: handle(tell),
  paper: handle((tx, asked, call) => paper(tx, asked, call)),
  ofFamily: handle(ofFamily),
  approveOwn: handle(approveOwn),
  wish: handle(wish),
  ownPaper: handle((tx, asked, call) => ownPaper(tx, asked, call)),
  settleWish: handle(settleWish),
  addPicture: handle(addPicture),
  picture: handle(openPicture),
  ownPicture: handle(openPicture),
};
